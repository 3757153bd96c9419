"""Which account PostgreSQL runs as. It refuses root, so root drops to a system account of its own."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pimpasa.foundation.database.errors import FolderNotUsableError, folder_not_writable
from pimpasa.foundation.database.places import WINDOWS, Places, is_root

NAME = "pimpasa"


@dataclass(frozen=True)
class Account:
    """None of both means: the account of this process."""

    uid: int | None = None
    gid: int | None = None

    @property
    def popen(self) -> dict[str, Any]:
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def account_for(places: Places) -> Account:
    """The owner of the data when there is some, else the system account, made when missing."""
    if not is_root():
        return Account()
    if places.data.is_dir() and (owner := places.data.stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    return _system_account()


def own_folder(folder: Path, account: Account) -> None:
    """Makes the folder private to the account, or refuses one that somebody else prepared."""
    try:
        folder.mkdir(mode=0o700)
        if account.uid is not None:
            os.chown(folder, account.uid, account.gid or 0, follow_symlinks=False)
    except FileExistsError:
        if not WINDOWS:  # there the folder above guards it
            _refuse_foreign(folder, os.geteuid() if account.uid is None else account.uid)
    except OSError as reason:
        raise folder_not_writable(folder.parent, reason) from reason


def _refuse_foreign(folder: Path, owner: int) -> None:
    found = folder.lstat()
    if folder.is_symlink() or found.st_uid != owner or found.st_mode & 0o077:
        raise FolderNotUsableError(
            f"Folder {folder} sudah ada, tetapi milik pengguna lain atau terbuka bagi pengguna lain.",
            "Periksa folder itu. Hapus bila bukan milik Pimpasa, lalu coba lagi.",
        )


def _system_account() -> Account:
    return _find(NAME) or _create() or _fallback()


def _find(name: str) -> Account | None:
    import pwd  # not on Windows, where root does not exist

    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(entry.pw_uid, entry.pw_gid) if entry.pw_uid else None


def _create() -> Account | None:
    options = ["--system", "--no-create-home", "--home-dir=/nonexistent", "--shell=/usr/sbin/nologin"]
    if program := shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin"):
        subprocess.run([program, *options, NAME], check=False, capture_output=True)  # noqa: S603 - fixed arguments
    return _find(NAME)  # two starts at once: the other one may have made it


def _fallback() -> Account:
    account = _find("nobody")
    if account is None:
        raise FolderNotUsableError(
            "PostgreSQL menolak berjalan sebagai root, dan akun 'pimpasa' tidak dapat dibuat.",
            "Buat akun sistem bernama pimpasa, atau jalankan Pimpasa sebagai pengguna biasa.",
        )
    print(  # noqa: T201 - the operator must see it, and logging may not be set up yet
        "Peringatan: akun 'pimpasa' tidak dapat dibuat; basis data memakai akun 'nobody' yang dipakai bersama. "
        "Buat akun sistem bernama pimpasa.",
        file=sys.stderr,
    )
    return account
