"""Taking the answers of the room. Nobody signs in here, so nothing but the row itself says that it happened.

Protects whoever answers: what arrives is checked against the kit and nothing else of the request is kept. One phone or
sixty behind one address are the same to it; a flood is stopped by a number per kit and phase.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.foundation.content import load_library
from pimpasa.foundation.sync.keys import wait_for_key
from pimpasa.learning.sessions.asked import items_of, right_items, scores
from pimpasa.learning.sessions.models import Response, ResponseScore, ResponseToken, SessionKit
from pimpasa.learning.sessions.tokens import Token, form_for

# A village hall holds fewer; a script would send more.
MOST_RESPONSES = 300
# A phone whose clock is wrong by more is not believed.
OLDEST = timedelta(days=70)


@dataclass(frozen=True)
class Sent:
    """One person's answers as they arrived. The key comes from the device, so that sending twice counts once.

    `phase` is that of the page they were given on, which was open then.
    """

    id: UUID
    phase: str
    answers: dict[str, str]
    token: Token | None = None
    intention: str = ""
    done: str = ""
    way: str = "phone"
    # Kept by the phone for want of a signal: nobody is there any more to choose another picture.
    is_late: bool = False
    occurred_at: datetime | None = None

    @property
    def form(self) -> str:
        return form_for(self.token.symbol if self.token else "", self.phase)


@transaction.atomic
def take_response(kit: SessionKit, sent: Sent) -> Response:
    """Raises ValidationError; its codes: closed, full, unknown, other (the key's answers differ), taken (token)."""
    wait_for_key(sent.id)
    if known := Response.objects.filter(pk=sent.id).first():
        return _same_response(known, kit, sent)
    _check_phase(kit, sent)
    asked = {item.id: {option.key for option in item.options} for item in items_of(kit, sent.form)}
    answers = _checked(sent.answers, asked)
    if Response.objects.filter(kit=kit, phase=sent.phase).count() >= MOST_RESPONSES:
        raise ValidationError(_("Tes ini sudah penuh. Beri tahu petugas."), code="full")
    return _written(kit, sent, answers, _free_token(kit, sent))


def _same_response(known: Response, kit: SessionKit, sent: Sent) -> Response:
    given = {item: option for item, option in known.answers.items() if option}
    if (known.kit_id, known.phase) == (kit.pk, sent.phase) and given == sent.answers:
        return known
    # The page of an earlier person, opened again with "back" and filled in anew.
    raise ValidationError(
        _("Jawaban sebelumnya sudah diterima. Kalau Anda orang lain, kirim sekali lagi."), code="other"
    )


def _check_phase(kit: SessionKit, sent: Sent) -> None:
    if not kit.takes(sent.phase, is_late=sent.is_late):
        raise ValidationError(_("Tes ini sudah ditutup. Jawaban Anda belum dihitung."), code="closed")


def _checked(answers: dict[str, str], asked: dict[str, set[str]]) -> dict[str, str]:
    """Every item asked, with the option or nothing. Raises ValidationError for what was not asked."""
    for item, option in answers.items():
        if option not in asked.get(item, ()):
            raise ValidationError(_("Ada jawaban yang tidak dikenal. Muat ulang halaman ini."), code="unknown")
    return {item: answers.get(item, "") for item in asked}


def _free_token(kit: SessionKit, sent: Sent) -> Token | None:
    """The token, if nobody else has it in this phase; late ones stay unpaired rather than unheard."""
    if sent.token is None:
        return None
    # Two people may choose the same in the same second.
    wait_for_key(uuid5(kit.pk, f"{sent.phase} {sent.token.symbol} {sent.token.number}"))
    taken = ResponseToken.objects.filter(
        kit=kit, phase=sent.phase, symbol=sent.token.symbol, number=sent.token.number
    ).exists()
    if not taken:
        return sent.token
    if sent.is_late:
        return None
    raise ValidationError(_("Gambar dan angka ini sudah dipakai orang lain. Pilih angka lain."), code="taken")


def _written(kit: SessionKit, sent: Sent, answers: dict[str, str], token: Token | None) -> Response:
    now = timezone.now()
    when = sent.occurred_at if sent.occurred_at and now - OLDEST <= sent.occurred_at <= now else now
    response = Response.objects.create(
        id=sent.id,
        kit=kit,
        phase=sent.phase,
        form=sent.form,
        way=sent.way,
        answers=answers,
        right=right_items(kit, sent.form, answers),
        intention=sent.intention,
        done=sent.done,
        pair=_pair(kit, token),
        was_late=sent.is_late,
        content_version=load_library().version,
        occurred_at=when,
    )
    if token:
        ResponseToken.objects.create(
            response=response, kit=kit, phase=sent.phase, symbol=token.symbol, number=token.number
        )
    given = scores(kit, sent.form, answers)
    ResponseScore.objects.bulk_create(
        ResponseScore(response=response, lesson=one.lesson, right=one.right, asked=one.asked) for one in given
    )
    return response


def _pair(kit: SessionKit, token: Token | None) -> UUID | None:
    """That of the same token in another phase of this evening, or a new one that tells nothing of it."""
    if token is None:
        return None
    same = ResponseToken.objects.filter(kit=kit, symbol=token.symbol, number=token.number)
    return same.values_list("response__pair", flat=True).first() or uuid4()
