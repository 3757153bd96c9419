"""Words and addresses that the database must not hold in the clear, and the keyed hashes to find them by.

Protects people from whoever gets hold of a copy of the database: the key lies apart from it, in a file that only the
server's user may read, or in PIMPASA_DATA_KEY. Without the key nothing sealed here can be read again.
"""

import base64
import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from functools import cache
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from pimpasa.foundation.folders import state_folder


class CannotUnsealError(ValueError):
    """Sealed with another key, or changed since."""


@cache
def data_key() -> bytes:
    """32 bytes; made on first use. Several machines share one through PIMPASA_DATA_KEY."""
    if text := os.environ.get("PIMPASA_DATA_KEY"):
        return base64.urlsafe_b64decode(text)
    file = state_folder() / "data-key"
    if not file.is_file():
        _make_key(file)
    return base64.urlsafe_b64decode(file.read_text())


def _make_key(file: Path) -> None:
    """Written whole under another name first, so that a second process never reads half a key."""
    draft = file.with_name(f"data-key-{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())
    with suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()


def _key_for(purpose: str) -> bytes:
    return hmac.digest(data_key(), purpose.encode(), hashlib.sha256)


def sealed(words: str, purpose: str) -> bytes:
    """The words, encrypted and guarded against change."""
    return Fernet(base64.urlsafe_b64encode(_key_for(purpose))).encrypt(words.encode())


def unsealed(token: bytes, purpose: str) -> str:
    """Raises CannotUnsealError."""
    try:
        return Fernet(base64.urlsafe_b64encode(_key_for(purpose))).decrypt(bytes(token)).decode()
    except InvalidToken as error:
        raise CannotUnsealError(purpose) from error


def fingerprint(words: str, purpose: str) -> bytes:
    """32 bytes that are equal for equal words, and tell nothing without the key."""
    return hmac.digest(_key_for(f"{purpose}/find"), words.encode(), hashlib.sha256)
