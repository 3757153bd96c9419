"""The private folder of sent files. Each belongs to one record: a hash of the record's key and the content names it."""

import hashlib
import os
import secrets
from pathlib import Path
from uuid import UUID

from pimpasa.foundation.folders import state_folder


def keep(owner: UUID, content: bytes) -> str:
    """Writes the file whole or not at all, and gives its name. Keeping the same again changes nothing."""
    name = name_of(owner, content)
    place = _place(name)
    if not place.exists():
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(place, content)
    return name


def name_of(owner: UUID, content: bytes) -> str:
    # With the owner in it, erasing one record's file never takes it from another that sent the same picture.
    return hashlib.sha256(owner.bytes + content).hexdigest()


def read(name: str) -> bytes:
    """Raises FileNotFoundError for a file that was erased."""
    return _place(name).read_bytes()


def forget(name: str) -> None:
    _place(name).unlink(missing_ok=True)


def _place(name: str) -> Path:
    return state_folder() / "files" / name[:2] / name


def _write(place: Path, content: bytes) -> None:
    draft = place.with_name(f"{place.name}.{secrets.token_hex(6)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    os.replace(draft, place)
