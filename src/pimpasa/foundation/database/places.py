"""Where the embedded database lies.

`control` belongs to whoever runs the product: passwords, log, locks. `base` holds the folders that PostgreSQL's own
account owns. Both are one folder, except for root with a state folder that no other account can reach: no mode of
a parent folder is ever changed, so the data then goes to /var/lib/pimpasa.
"""

import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from pimpasa.foundation.database.errors import folder_not_writable
from pimpasa.foundation.folders import state_folder

WINDOWS = sys.platform == "win32"
SYSTEM_FOLDER = Path("/var/lib/pimpasa")
# A socket path may hold 103 bytes on macOS, 107 on Linux; PostgreSQL adds "/.s.PGSQL.5432".
LONGEST_SOCKET_FOLDER = 82


@dataclass(frozen=True)
class Places:
    control: Path
    base: Path
    sockets: Path

    @property
    def data(self) -> Path:
        return self.base / "data"

    @property
    def unfinished_data(self) -> Path:
        return self.base / "data.new"

    @property
    def log(self) -> Path:
        return self.control / "log"

    @property
    def password(self) -> Path:
        return self.control / "password"

    @property
    def admin_password(self) -> Path:
        return self.control / "admin-password"

    @property
    def port(self) -> Path:
        return self.control / "port"

    @property
    def start_lock(self) -> Path:
        return self.control / "start.lock"

    @property
    def users(self) -> Path:
        return self.control / "users"


def is_root() -> bool:
    return not WINDOWS and os.geteuid() == 0


def current_places() -> Places:
    """The places of this state folder; makes the control folder when it is missing."""
    control = state_folder() / "postgres"
    make_control(control)
    system = SYSTEM_FOLDER / _short_name(control)
    base = _base(control, system) if is_root() else control
    return Places(control, base, _socket_folder(base, system))


def make_control(control: Path) -> None:
    try:
        control.parent.mkdir(parents=True, exist_ok=True)
        # Root's control folder is passed through, not listed, by the account that PostgreSQL runs as.
        make_folder(control, 0o711 if is_root() else 0o700)
    except OSError as reason:
        raise folder_not_writable(control.parent, reason) from reason


def make_folder(folder: Path, mode: int) -> None:
    """Makes a folder with exactly this mode, whatever the umask; root gives it to the owner of the folder above."""
    if folder.is_dir():
        return
    folder.mkdir(mode=mode)
    folder.chmod(mode)
    if is_root():
        above = folder.parent.stat()
        os.chown(folder, above.st_uid, above.st_gid, follow_symlinks=False)


def reachable_by_others(folder: Path) -> bool:
    """Whether an account without any special right may pass through this folder and all above it."""
    return all(place.stat().st_mode & 0o001 for place in (folder, *folder.parents))


def _base(control: Path, system: Path) -> Path:
    # Existing data decides first: a later change of a folder's mode must not bring up an empty database.
    for folder in (control, system):
        if (folder / "data").is_dir():
            return folder
    return control if reachable_by_others(control.resolve()) else system


def _socket_folder(base: Path, system: Path) -> Path:
    if WINDOWS or len(os.fsencode(base / "run")) <= LONGEST_SOCKET_FOLDER:
        return base / "run"
    if is_root():
        return system / "run"
    # Not tempfile.gettempdir(): each session may have another TMPDIR, the socket must be found by all.
    return Path(f"/tmp/pimpasa-{os.geteuid()}-{_short_name(base)}")  # noqa: S108 - owner and mode are checked


def _short_name(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:12]
