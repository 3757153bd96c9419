"""Finding and forgetting contacts. An address is kept 30 days after the last message, or while a matter needs it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.module_loading import import_string

from pimpasa.foundation.channels.addresses import address_key, seal_address
from pimpasa.foundation.channels.models import Contact, OutgoingMessage, StoredConversation
from pimpasa.foundation.channels.network import Network, Received

KEPT_FOR = timedelta(days=30)
ERASED_AT_ONCE = 500
UNSENT = (OutgoingMessage.State.QUEUED, OutgoingMessage.State.TAKEN)


def locked_contact(network: Network, received: Received, now: datetime) -> Contact:
    """The sender's contact, made on the first message, held until the transaction ends so that messages queue up."""
    key = address_key(network.name, received.address)
    contact = _found(network, received, key)
    if contact is None:
        _make(network, received, key, now)
        contact = _found(network, received, key)
    assert contact is not None, "made above, and only a committed erasure takes its key away"
    return contact


def _found(network: Network, received: Received, key: bytes) -> Contact | None:
    contacts = Contact.objects.select_for_update().filter(channel=network.name)
    if contact := contacts.filter(address_key=key).first():
        return contact
    if not received.phone or received.phone == received.address:
        return None
    # Known by the phone number until the network began to tell an id of its own.
    contact = contacts.filter(address_key=address_key(network.name, received.phone)).first()
    if contact:
        contact.address, contact.address_key = seal_address(received.address), key
        contact.phone = seal_address(received.phone)
        contact.save(update_fields=["address", "address_key", "phone"])
    return contact


def _make(network: Network, received: Received, key: bytes, now: datetime) -> None:
    known = dict(settings.LANGUAGES)
    contact = Contact(
        channel=network.name,
        address=seal_address(received.address),
        address_key=key,
        phone=seal_address(received.phone) if received.phone else b"",
        language=received.language if received.language in known else settings.LANGUAGE_CODE,
        is_simulated=network.is_simulated(received.address),
        opted_in_at=now,
        last_heard_at=now,
        erase_after=now + KEPT_FOR,
    )
    Contact.objects.bulk_create([contact], ignore_conflicts=True)


def heard(contact: Contact, now: datetime) -> None:
    """Noted on the row; whoever holds the lock saves it."""
    contact.last_heard_at = now
    contact.erase_after = max(contact.erase_after or now, now + KEPT_FOR)


def is_reachable(contact: Contact) -> bool:
    return contact.erased_at is None and contact.stopped_at is None


def keep_until(contact: Contact | UUID, when: datetime) -> None:
    """Moves the day of erasure later, never earlier."""
    pk = contact.pk if isinstance(contact, Contact) else contact
    later = Greatest(Coalesce(F("erase_after"), Value(when)), Value(when))
    Contact.objects.filter(pk=pk, erased_at=None).update(erase_after=later)


def erase_due(now: datetime | None = None) -> int:
    """Erases the contacts whose day has come and that no part still needs (CONTACT_HOLDERS)."""
    now = now or timezone.now()
    due = list(Contact.objects.due_for_erasure(now).values_list("pk", flat=True)[:ERASED_AT_ONCE])
    needed = {pk for path in settings.CONTACT_HOLDERS for pk in import_string(path)(due)}
    # Asked again tomorrow, so that the ones still needed do not stand before the others.
    Contact.objects.filter(pk__in=needed).update(erase_after=now + timedelta(days=1))
    return sum(erase(pk, now) for pk in due if pk not in needed)


@transaction.atomic
def erase(contact: Contact | UUID, now: datetime | None = None) -> bool:
    """Address, conversation and words go; the empty row stays for what points to it."""
    pk = contact.pk if isinstance(contact, Contact) else contact
    row = Contact.objects.select_for_update().filter(pk=pk, erased_at=None).first()
    if row is None:
        return False
    row.address, row.address_key, row.phone, row.erased_at = b"", None, b"", now or timezone.now()
    row.save(update_fields=["address", "address_key", "phone", "erased_at"])
    StoredConversation.objects.filter(contact=row).delete()
    drop_unsent(row, "erased")
    row.outgoing.exclude(payload=b"").update(payload=b"")
    row.heard.update(contact=None)
    return True


def drop_unsent(contact: Contact, code: str) -> int:
    """What waits is not sent any more; what a provider is being asked for at this moment may still leave."""
    waiting = Q(state__in=UNSENT) | Q(state=OutgoingMessage.State.DEAD)
    return contact.outgoing.filter(waiting).update(state=OutgoingMessage.State.DROPPED, error_code=code, payload=b"")
