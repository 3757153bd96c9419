"""Making receipts, and the fingerprints by which the database finds them."""

import secrets

from pimpasa.foundation.secrecy import fingerprint

from .words import LENGTH, as_meant, word_list

SHORTEST_SECRET = 20
BITS = 11


class WeakSecretError(ValueError):
    """A receipt must not follow from what others may know."""


def new_secret() -> str:
    """Goes into a form and comes back with it: sent twice, the same form gets the same receipt."""
    return secrets.token_urlsafe(24)


def make_receipt(key: str, secret: str, purpose: str) -> str:
    """The same words for the same key and secret. Without our own key nobody can work them out."""
    if len(secret) < SHORTEST_SECRET:
        raise WeakSecretError(key)
    number = int.from_bytes(fingerprint(f"{key}/{secret}", f"{purpose}/make"), "big")
    words = word_list()
    return " ".join(words[(number >> (BITS * place)) % len(words)] for place in range(LENGTH))


def fingerprint_of(typed: str, purpose: str) -> bytes:
    """Made the same way from a right, a wrong and a mistyped receipt."""
    return fingerprint(" ".join(as_meant(typed)), purpose)
