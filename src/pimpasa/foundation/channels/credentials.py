"""What an installation was given by its providers, from the environment. Without it a channel talks to its stand-in.

Protects people from forged messages: a channel without a secret of its own still has one, made from the data key.
"""

import hashlib
import hmac
import os

from pimpasa.foundation.secrecy import data_key

# All of a channel's names must be set before it speaks with its provider; docs/channels.md says where to find them.
NEEDED = {
    "webchat": (),
    "whatsapp": ("TOKEN", "NUMBER_ID", "SECRET", "VERIFY"),
    "telegram": ("TOKEN", "SECRET"),
    "sms": ("URL", "TOKEN", "SECRET"),
}


def given(channel: str, name: str, default: str = "") -> str:
    return os.environ.get(f"PIMPASA_{channel.upper()}_{name}", default)


def is_connected(channel: str) -> bool:
    """Whether what we send reaches a real provider."""
    return all(given(channel, name) for name in NEEDED[channel])


def secret(channel: str, name: str = "SECRET") -> str:
    if value := given(channel, name):
        return value
    return hmac.new(data_key(), f"channels/{channel}/{name}".encode(), hashlib.sha256).hexdigest()


def signature(channel: str, body: bytes) -> str:
    return hmac.new(secret(channel).encode(), body, hashlib.sha256).hexdigest()


def is_signed(channel: str, body: bytes, told: str) -> bool:
    return hmac.compare_digest(signature(channel, body).encode(), told.encode("utf-8", "replace"))
