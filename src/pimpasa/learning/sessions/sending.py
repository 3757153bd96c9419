"""Reads what a phone sends. Nothing of it is trusted: what is not asked here is refused by name, never guessed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _

from pimpasa.learning.sessions.actions.responses import Sent
from pimpasa.learning.sessions.asked import items_of
from pimpasa.learning.sessions.models import SessionKit
from pimpasa.learning.sessions.states import Form, Phase, Way, Word
from pimpasa.learning.sessions.tokens import LEAST, MOST, SYMBOLS, Token, form_for

ITEM = "soal-"
_signer = Signer(salt="learning.test-page")


@dataclass(frozen=True)
class Ticket:
    """That a page of this test was opened while it was open; so a phone may send later what was answered in time."""

    kit: SessionKit

    def of(self, phase: str) -> str:
        return _signer.sign(f"{self.kit.code}-{phase}")

    def phase(self, text: str) -> str:
        """Raises ValidationError for a page of another evening or of none."""
        try:
            code, _dash, phase = _signer.unsign(text).partition("-")
        except BadSignature:
            code, phase = "", ""
        if code != self.kit.code or phase not in Phase.values:
            raise ValidationError(_("Halaman ini sudah lama. Periksa isian Anda, lalu kirim sekali lagi."), code="old")
        return phase


def read_sent(kit: SessionKit, posted: QueryDict) -> Sent:
    """Raises ValidationError; code "token" for a picture without a number or the other way round."""
    phase, token = Ticket(kit).phase(posted.get("halaman", "")), _token(posted)
    answers = _answers(kit, posted)
    form = form_for(token.symbol if token else "", phase)
    # What was ticked in the other form, before the picture was changed, was not asked.
    asked = {item.id for item in items_of(kit, form)}
    return Sent(
        id=_key(posted),
        phase=phase,
        answers={item: option for item, option in answers.items() if item in asked},
        token=token,
        intention=_word(posted, "niat"),
        done=_word(posted, "sudah"),
        way=_one_of(posted.get("cara", ""), Way.values, Way.PHONE),
        is_late=posted.get("terlambat") == "1",
        occurred_at=_moment(posted.get("waktu", "")),
    )


def _key(posted: QueryDict) -> UUID:
    try:
        return UUID(posted.get("id", ""))
    except ValueError:
        raise ValidationError(_("Halaman ini rusak. Muat ulang, lalu isi lagi."), code="old") from None


def _token(posted: QueryDict) -> Token | None:
    symbol, number = posted.get("gambar", ""), posted.get("angka", "").strip()
    if not symbol and not number:
        return None
    is_number = len(number) == len(str(MOST)) and number.isascii() and number.isdigit()
    if symbol not in SYMBOLS or not is_number or not LEAST <= int(number) <= MOST:
        raise ValidationError(
            _("Pilih satu gambar dan tulis angka 10 sampai 99, atau kosongkan dua-duanya."), code="token"
        )
    return Token(symbol, int(number))


def _answers(kit: SessionKit, posted: QueryDict) -> dict[str, str]:
    """Of both forms. Raises ValidationError for a question or an option that is not of this evening."""
    known = {item.id: {one.key for one in item.options} for form in Form for item in items_of(kit, form)}
    given = {name.removeprefix(ITEM): value for name, value in posted.items() if name.startswith(ITEM) and value}
    for item, option in given.items():
        if option not in known.get(item, ()):
            raise ValidationError(_("Ada jawaban yang tidak dikenal. Muat ulang halaman ini."), code="unknown")
    return {item: str(option) for item, option in given.items()}


def _word(posted: QueryDict, name: str) -> str:
    return _one_of(posted.get(name, ""), Word.values, "")


def _one_of(value: str, known: list[str], usual: str) -> str:
    return value if value in known else usual


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text[:40])
    except ValueError:
        return None
    return moment if moment and is_aware(moment) else None
