"""Which processes are our PostgreSQL. A process number proves nothing: numbers are used again.

A process is ours when it is PostgreSQL and stands in our data folder. Where the system hides the folder of another
account's process (root in a container without the right to trace), its command line must name our data folder.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from pimpasa.foundation.database.account import Account
from pimpasa.foundation.database.places import WINDOWS

PROGRAM = "postgres"


def running_number(data: Path) -> int | None:
    """The process number of the postmaster of this data folder, if it lives."""
    try:
        number = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return number if is_ours(number, data) else None


def is_ours(number: int, data: Path) -> bool:
    if sys.platform == "linux":
        return _is_ours_on_linux(number, data)
    if WINDOWS:
        return PROGRAM in _output_of(["tasklist", "/FI", f"PID eq {number}"])
    command = _output_of(["/bin/ps", "-p", str(number), "-o", "command="])
    return PROGRAM in command and str(data) in command


def end_leftovers(data: Path, account: Account, patience: float = 5) -> None:
    """Waits for the children of a killed postmaster, which end by themselves unless busy; then ends them."""
    deadline = time.monotonic() + patience
    while (left := _all_of(data)) and time.monotonic() < deadline:
        time.sleep(0.05)
    if left and not WINDOWS:
        _kill_as(account, left)


def _kill_as(account: Account, numbers: list[int]) -> None:
    """Sent with the database's own rights, never root's: the kernel itself then guards everybody else's processes."""
    command = ["/bin/sh", "-c", 'kill -9 "$@"', "sh", *map(str, numbers)]
    subprocess.run(command, check=False, capture_output=True, **account.popen)  # noqa: S603 - only numbers vary


def recovery_work(data: Path) -> int:
    """Clock ticks that the process replaying the log has used, on Linux; it grows as long as recovery works."""
    postmaster = running_number(data)
    try:
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text()
    except OSError:  # elsewhere the log tells of progress, every ten seconds
        return 0
    return sum(_ticks(int(number)) for number in children.split())


def _is_ours_on_linux(number: int, data: Path) -> bool:
    folder = Path(f"/proc/{number}")
    try:
        if folder.stat().st_uid != data.stat().st_uid:
            return False
        # Not the folder alone: a person may stand there too, looking around in a shell.
        is_postgres = Path(os.readlink(folder / "exe")).name.startswith(PROGRAM)
        return is_postgres and Path(os.readlink(folder / "cwd")) == data.resolve()
    except PermissionError:
        return str(data).encode() in _command_line(number)[1:]
    except OSError:
        return False


def _all_of(data: Path) -> list[int]:
    if sys.platform != "linux":
        return []
    return [int(entry.name) for entry in Path("/proc").glob("[0-9]*") if is_ours(int(entry.name), data)]


def _command_line(number: int) -> list[bytes]:
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return []


def _ticks(number: int) -> int:
    if b"startup" not in b" ".join(_command_line(number)):
        return 0
    try:
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])  # user and system time


def _output_of(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - only a number varies
    return done.stdout
