"""How an address lies in the database: sealed, and found by a keyed hash that differs between networks."""

from pimpasa.foundation.channels.models import Contact
from pimpasa.foundation.secrecy import fingerprint, sealed, unsealed

PURPOSE = "channels/address"


def address_key(channel: str, address: str) -> bytes:
    return fingerprint(address, f"{PURPOSE}/{channel}")


def provider_key(channel: str, provider_id: str) -> bytes:
    return fingerprint(provider_id, f"channels/provider/{channel}")


def seal_address(address: str) -> bytes:
    return sealed(address, PURPOSE)


def address_of(contact: Contact) -> str:
    """Only for the sender and the way round a suspended network."""
    return unsealed(bytes(contact.address), PURPOSE)


def phone_of(contact: Contact) -> str:
    return unsealed(bytes(contact.phone), PURPOSE) if contact.phone else ""
