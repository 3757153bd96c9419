"""Files that only their owner may read, made whole or not at all."""

import os
import secrets
from pathlib import Path
from typing import IO

from pimpasa.foundation.database.errors import FolderNotUsableError, folder_not_writable


def secret_in(file: Path) -> str:
    """The random secret kept in this file, made on first use; two processes at once agree on one."""
    try:
        return file.read_text().strip() or _create(file)
    except FileNotFoundError:
        return _create(file)
    except PermissionError as reason:
        raise FolderNotUsableError(
            f"Berkas {file} milik pengguna lain.",
            "Jalankan perintah ini sebagai pengguna yang memasang Pimpasa, atau pilih folder lain lewat PIMPASA_HOME.",
        ) from reason


def _create(file: Path) -> str:
    draft = file.with_name(f"{file.name}.{secrets.token_hex(6)}")
    try:
        write_private(draft, secrets.token_urlsafe(32))
        _keep_first(draft, file)
    except OSError as reason:
        raise folder_not_writable(file.parent, reason) from reason
    return file.read_text().strip()


def _keep_first(draft: Path, file: Path) -> None:
    if file.exists() and not file.stat().st_size:
        file.unlink()
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def open_private(file: Path, flags: int) -> IO[bytes]:
    """Opens or makes a file for its owner alone; what root makes belongs to the owner of the folder.

    A link is refused: root may work in the folder of an ordinary user, who must not lead it elsewhere.
    """
    mode = "ab" if flags & os.O_APPEND else "r+b"
    try:
        handle = os.open(file, flags | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        give_to_folder_owner(handle, file.parent)
    except OSError as reason:
        raise folder_not_writable(file.parent, reason) from reason
    return os.fdopen(handle, mode)


def give_to_folder_owner(handle: int, folder: Path) -> None:
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        owner = folder.stat()
        os.fchown(handle, owner.st_uid, owner.st_gid)


def write_private(file: Path, text: str) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        give_to_folder_owner(out.fileno(), file.parent)
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
