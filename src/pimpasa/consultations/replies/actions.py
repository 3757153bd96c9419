"""Keeping saved replies: each change is a new edition, and says who made it."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.accounts.access import require, villages_where
from pimpasa.accounts.models import User
from pimpasa.consultations.policies import KEEP_SAVED_REPLIES, SHARE_SAVED_REPLIES
from pimpasa.consultations.replies.filling import fill
from pimpasa.consultations.replies.models import LONGEST_BODY, LONGEST_TITLE, SavedReply, SavedReplyEdition
from pimpasa.fieldwork.register.versions import lock, save_next
from pimpasa.foundation.audit.actions import record
from pimpasa.guidance.ask.asker import load_asker
from pimpasa.guidance.told import known_facts, seal_of
from pimpasa.regions.models import ImmigrationOffice


@dataclass(frozen=True)
class ReplyText:
    title: str
    body: str
    topic: str = ""


@transaction.atomic
def save_reply(text: ReplyText, office: ImmigrationOffice | None, *, by: User, key: UUID | None = None) -> SavedReply:
    """For one office, or for all without one. Raises ValidationError by field; idempotent on the key."""
    _require(office.pk if office else None, by)
    if key and (known := SavedReply.objects.filter(pk=key).first()):
        if known.office_id != (office.pk if office else None):
            raise PermissionDenied("save-reply")
        return known
    reply = SavedReply(office=office, **({"id": key} if key else {}))
    _fill_in(reply, text)
    reply.save(force_insert=True)
    _write(reply, "save-reply", by)
    return reply


@transaction.atomic
def change_reply(reply: SavedReply, text: ReplyText, *, version: int | None = None, by: User) -> SavedReply:
    """Whoever saves it has looked at its facts as they stand. Raises ChangedMeanwhileError."""
    _require(reply.office_id, by)
    row = lock(SavedReply.objects.all(), reply.pk, version)
    _fill_in(row, text)
    save_next(row, "title", "body", "topic", "facts", "seals")
    _write(row, "change-reply", by)
    return row


@transaction.atomic
def withdraw_reply(reply: SavedReply, *, version: int | None = None, by: User) -> SavedReply:
    _require(reply.office_id, by)
    row = lock(SavedReply.objects.all(), reply.pk, version)
    if row.withdrawn_at is None:
        row.withdrawn_at = timezone.now()
        save_next(row, "withdrawn_at")
        record(by, "withdraw-reply", row, office=row.office_id)
    return row


def may_keep(reply: SavedReply, by: User) -> bool:
    try:
        _require(reply.office_id, by)
    except PermissionDenied:
        return False
    return True


def _require(office: str | None, by: User) -> None:
    require(by, KEEP_SAVED_REPLIES)
    if office is None:
        require(by, SHARE_SAVED_REPLIES)
    elif not villages_where(by, KEEP_SAVED_REPLIES).contains_office(office):
        raise PermissionDenied("keep-saved-replies")


def _fill_in(reply: SavedReply, text: ReplyText) -> None:
    title, body = text.title.replace("\0", "").strip(), text.body.replace("\0", "").strip()
    filled = fill(body, timezone.localdate())
    troubles = {
        "title": _length_trouble(title, LONGEST_TITLE),
        "body": _length_trouble(body, LONGEST_BODY) or _missing_trouble(filled.missing),
        "topic": _("Topik ini tidak ada.") if text.topic and text.topic not in load_asker().topics else "",
    }
    if found := {field: words for field, words in troubles.items() if words}:
        raise ValidationError(found)
    known = known_facts()
    reply.title, reply.body, reply.topic = title, body, text.topic
    reply.facts = list(filled.facts)
    reply.seals = [seal_of(known[name]) for name in filled.facts]


def _length_trouble(text: str, most: int) -> str:
    if not text:
        return _("Wajib diisi.")
    return _("Paling panjang %(most)d huruf.") % {"most": most} if len(text) > most else ""


def _missing_trouble(missing: tuple[str, ...]) -> str:
    return _("Fakta ini tidak ada atau tidak berlaku: %(names)s") % {"names": ", ".join(missing)} if missing else ""


def _write(reply: SavedReply, verb: str, by: User) -> None:
    SavedReplyEdition.objects.create(
        reply=reply, number=reply.version, title=reply.title, body=reply.body, recorded_by=by
    )
    record(by, verb, reply, office=reply.office_id, version=reply.version)
