"""Proposing, reviewing, publishing and withdrawing a local answer. One writes it, another lets it speak.

Protects people from a price that no fact carries, and askers from finding their own words in public.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from pimpasa.accounts.models import User
from pimpasa.foundation.access import require, villages_where
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.rules import Fact
from pimpasa.guidance.actions import LONG_NUMBER
from pimpasa.guidance.ask.asker import load_asker
from pimpasa.guidance.local.models import (
    LONGEST_ANSWER,
    LONGEST_QUESTION,
    LONGEST_SOURCE,
    LocalAnswer,
    LocalAnswerEdition,
    edition_values,
)
from pimpasa.guidance.local.policies import PROPOSE_LOCAL_ANSWER, REVIEW_LOCAL_ANSWER
from pimpasa.guidance.told import known_facts, seal_of
from pimpasa.regions.models import ImmigrationOffice, Region

LONGEST_LIFE = timedelta(days=366)
AMOUNT = re.compile(r"\b(?:Rp|RM)\.?\s*(\d{1,3}(?:[.,]\d{3})+|\d+)", re.IGNORECASE)
Deed = LocalAnswerEdition.Deed
State = LocalAnswer.State


class AnsweredMeanwhileError(Exception):
    """Another person changed it first; `current` is the answer as it is now."""

    def __init__(self, current: LocalAnswer) -> None:
        super().__init__(str(current.pk))
        self.current = current


@dataclass(frozen=True)
class Draft:
    """What is proposed. `place` or `office`, not both."""

    question: str
    answer: str
    source: str
    source_date: date
    valid_until: date
    review_by: date
    topic: str = ""
    facts: tuple[str, ...] = ()
    place: Region | None = None
    office: ImmigrationOffice | None = None


@transaction.atomic
def propose(draft: Draft, *, by: User, key: UUID | None = None, is_demonstration: bool = False) -> LocalAnswer:
    """Raises ValidationError by field; idempotent on the key."""
    _require_reach(draft, by)
    if key and (known := LocalAnswer.objects.filter(pk=key).first()):
        if known.proposed_by_id != by.pk:
            raise PermissionDenied("propose-local-answer")
        return known
    row = LocalAnswer(proposed_by=by, is_demonstration=is_demonstration, **({"id": key} if key else {}))
    _fill(row, draft)
    row.save(force_insert=True)
    _write(row, Deed.PROPOSED, by)
    return row


@transaction.atomic
def change(answer: LocalAnswer, draft: Draft, *, version: int | None = None, by: User) -> LocalAnswer:
    """Whoever changes it has written it: it waits for another person's look again."""
    _require_reach(draft, by)
    row = _held(answer, version, by)
    if row.state == State.WITHDRAWN:
        raise ValidationError(_("Jawaban ini sudah ditarik."))
    _fill(row, draft)
    row.state, row.proposed_by, row.reviewed_by, row.published_on = State.PROPOSED, by, None, None
    return _next(row, Deed.CHANGED, by)


@transaction.atomic
def publish(answer: LocalAnswer, *, version: int | None = None, by: User) -> LocalAnswer:
    """From now on it answers people there. Raises PermissionDenied for its author."""
    row = _reviewed(answer, version, by)
    if row.changed_facts:
        raise ValidationError(_("Fakta yang dipakai sudah berubah. Ubah dulu jawabannya."))
    if row.is_over:
        raise ValidationError(_("Masa berlakunya sudah lewat. Ubah dulu tanggalnya."))
    row.state, row.reviewed_by, row.published_on = State.PUBLISHED, by, localdate()
    row.published_for = _office_name(row, by)
    return _next(row, Deed.PUBLISHED, by)


@transaction.atomic
def reject(answer: LocalAnswer, *, note: str, version: int | None = None, by: User) -> LocalAnswer:
    """Back to whoever wrote it, with the reason."""
    row = _reviewed(answer, version, by)
    row.state, row.reviewed_by = State.REJECTED, by
    return _next(row, Deed.REJECTED, by, _reason(note))


@transaction.atomic
def withdraw(answer: LocalAnswer, *, note: str, version: int | None = None, by: User) -> LocalAnswer:
    """It answers nobody from now on. Its author may do so too: silence harms less than a wrong answer."""
    row = _held(answer, version, by)
    _require_may_stop(row, by)
    if row.state == State.WITHDRAWN:
        raise ValidationError(_("Jawaban ini sudah ditarik."))
    row.state = State.WITHDRAWN
    return _next(row, Deed.WITHDRAWN, by, _reason(note))


def may_review(answer: LocalAnswer, by: User) -> bool:
    scope = villages_where(by, REVIEW_LOCAL_ANSWER)
    reaches = scope.contains_office(answer.office_id) if answer.office_id else scope.contains(answer.place_id or "")
    return reaches and answer.proposed_by_id != by.pk


def _require_may_stop(row: LocalAnswer, by: User) -> None:
    if row.proposed_by_id != by.pk and not may_review(row, by):
        raise PermissionDenied("withdraw-local-answer")


def _reviewed(answer: LocalAnswer, version: int | None, by: User) -> LocalAnswer:
    require(by, REVIEW_LOCAL_ANSWER)
    row = _held(answer, version, by)
    if not may_review(row, by):
        raise PermissionDenied("review-local-answer")
    if row.state != State.PROPOSED:
        raise ValidationError(_("Jawaban ini tidak sedang menunggu diperiksa."))
    return row


def _held(answer: LocalAnswer, version: int | None, by: User) -> LocalAnswer:
    rows = LocalAnswer.objects.visible_to(by).select_for_update(of=("self",)).select_related("place", "office")
    row = rows.filter(pk=answer.pk).first()
    if row is None:
        raise PermissionDenied("local-answer")
    if version is not None and row.version != version:
        raise AnsweredMeanwhileError(row)
    return row


def _require_reach(draft: Draft, by: User) -> None:
    """Where one serves, one may propose; also for the regency and the office around one's village."""
    require(by, PROPOSE_LOCAL_ANSWER)
    if (draft.place is None) == (draft.office is None):
        raise ValidationError({"reach": _("Pilih untuk wilayah mana.")})
    scope = villages_where(by, PROPOSE_LOCAL_ANSWER)
    there = LocalAnswer(place=draft.place, office=draft.office)
    if not (scope.everywhere or _is_within(there, by)):
        raise PermissionDenied("propose-local-answer")


def _is_within(there: LocalAnswer, by: User) -> bool:
    return reachable(by, there.place_id or "", there.office_id or "")


def reachable(by: User, place: str, office: str) -> bool:
    """Whether the person serves inside the place, or in the area of the office."""
    scope = villages_where(by, PROPOSE_LOCAL_ANSWER)
    if office:
        return scope.contains_office(office) or office in _offices_around(by)
    inside = any(area.startswith(f"{place}.") for area in scope.areas if place.count(".") == 1)
    return scope.contains(place) or inside


def _offices_around(by: User) -> frozenset[str]:
    scope = villages_where(by, PROPOSE_LOCAL_ANSWER)
    regencies = {".".join(area.split(".")[:2]) for area in scope.areas if "." in area}
    rows = ImmigrationOffice.objects.filter(
        jurisdictions__regency__in=regencies, jurisdictions__confidence="confirmed", ended=False
    )
    return frozenset(rows.values_list("pk", flat=True))


def _fill(row: LocalAnswer, draft: Draft) -> None:
    facts = _checked(draft)
    row.question, row.answer = draft.question.strip(), draft.answer.strip()
    row.source, row.source_date = draft.source.strip(), draft.source_date
    row.place, row.office, row.topic = draft.place, draft.office, draft.topic
    row.valid_until, row.review_by = draft.valid_until, draft.review_by
    row.facts = [fact.id for fact in facts]
    row.seals = [seal_of(fact) for fact in facts]


def _checked(draft: Draft) -> list[Fact]:
    """The facts. Raises ValidationError with every trouble beside its field."""
    known = {name: fact for name, fact in known_facts().items() if fact.period.covers(localdate())}
    facts = [known[name] for name in dict.fromkeys(draft.facts) if name in known]
    troubles = {
        "question": _text_trouble(draft.question, LONGEST_QUESTION),
        "answer": _text_trouble(draft.answer, LONGEST_ANSWER) or _price_trouble(draft.answer, facts),
        "source": _text_trouble(draft.source, LONGEST_SOURCE),
        "source_date": _("Tanggal sumber belum tiba.") if draft.source_date > localdate() else "",
        "facts": _("Fakta ini tidak ada, atau tidak berlaku hari ini.") if len(facts) < len(set(draft.facts)) else "",
        "topic": _("Topik ini tidak ada.") if draft.topic and draft.topic not in load_asker().topics else "",
        **_date_troubles(draft),
    }
    if found := {field: words for field, words in troubles.items() if words}:
        raise ValidationError(found)
    return facts


def _text_trouble(text: str, most: int) -> str:
    if not text.strip():
        return _("Wajib diisi.")
    if len(text) > most:
        return _("Paling panjang %(most)d huruf.") % {"most": most}
    return _("Hapus nomor panjang: ini dibaca semua orang.") if LONG_NUMBER.search(text) else ""


def _price_trouble(text: str, facts: list[Fact]) -> str:
    """A price comes from a fact with its source, or stands nowhere."""
    amounts = {fact.amount for fact in facts}
    said = [int(re.sub(r"\D", "", found)) for found in AMOUNT.findall(text)]
    if all(amount in amounts for amount in said):
        return ""
    return _("Harga hanya boleh dari fakta. Pilih faktanya, atau hapus harganya.")


def _date_troubles(draft: Draft) -> dict[str, str]:
    today, troubles = localdate(), {}
    if draft.valid_until < today or draft.valid_until > today + LONGEST_LIFE:
        troubles["valid_until"] = _("Pilih hari dari hari ini sampai paling lama satu tahun.")
    if draft.review_by > draft.valid_until:
        troubles["review_by"] = _("Periksa lagi paling lambat pada hari terakhir berlakunya.")
    return troubles


def _reason(note: str) -> str:
    if not note.strip():
        raise ValidationError({"note": _("Tulis alasannya.")})
    return LONG_NUMBER.sub("••••", note.strip())[:300]


def _office_name(row: LocalAnswer, by: User) -> str:
    """The office in whose name the reviewer lets it speak."""
    if row.office:
        return row.office.name
    scope = villages_where(by, REVIEW_LOCAL_ANSWER)
    office = ImmigrationOffice.objects.filter(pk__in=scope.offices, ended=False).order_by("kind", "pk").first()
    return office.name if office else _("Imigrasi")


def _next(row: LocalAnswer, deed: str, by: User, note: str = "") -> LocalAnswer:
    row.version += 1
    row.save()
    _write(row, deed, by, note)
    return row


def _write(row: LocalAnswer, deed: str, by: User, note: str = "") -> None:
    values = edition_values(row)
    LocalAnswerEdition.objects.create(
        local_answer=row, number=row.version, deed=deed, note=note, recorded_by=by, **values
    )
    record(by, f"local-answer-{deed}", row, place=row.place_id, office=row.office_id, version=row.version)
