"""What stands in the form of a filing. It travels in the form alone: the message and the numbers are kept nowhere."""

from dataclasses import dataclass, field
from uuid import UUID

from django.http import HttpRequest
from django.utils.functional import cached_property

from pimpasa.offers.check import LONGEST
from pimpasa.offers.recruiters.identifiers import Identifier, identifiers_in
from pimpasa.offers.recruiters.kinds import Kind
from pimpasa.offers.recruiters.models import RecruiterFiling
from pimpasa.offers.recruiters.ours import our_numbers
from pimpasa.regions.models import Region

LOOK, SEARCH, SEND = "lihat", "cari", "kirim"


@dataclass(frozen=True)
class Shown:
    """One identifier with its tick."""

    key: str
    kind: str
    words: str
    is_ticked: bool


@dataclass
class Typed:
    key: UUID
    text: str = ""
    step: str = LOOK
    ticked: frozenset[str] = field(default_factory=frozenset)
    search: str = ""
    code: str = ""
    agreed: bool = False
    basis: str = RecruiterFiling.Basis.SEEN

    @cached_property
    def found(self) -> tuple[Identifier, ...]:
        return identifiers_in(self.text, our_numbers()) if self.text else ()

    @property
    def chosen(self) -> tuple[Identifier, ...]:
        """All of them, until the person has seen the ticks."""
        return self.found if self.step == LOOK else tuple(one for one in self.found if one.key in self.ticked)

    @property
    def shown(self) -> list[Shown]:
        chosen = self.chosen
        return [Shown(one.key, str(Kind(one.kind).label), _words(one), one in chosen) for one in self.found]

    @cached_property
    def village(self) -> Region | None:
        living = Region.objects.villages().living().select_related("parent__parent")
        return living.filter(pk=self.code).first() if self.code else None


def read_typed(request: HttpRequest, key: UUID) -> Typed:
    """`key` for a form that carries none that fits."""
    sent = request.POST
    step = sent.get("langkah", LOOK)
    return Typed(
        key=_key(sent.get("id", ""), key),
        text=_clean(sent.get("teks", ""))[:LONGEST],
        step=step if step in (SEARCH, SEND) else LOOK,
        ticked=frozenset(sent.getlist("pakai")),
        search=_clean(sent.get("cari", ""))[:100],
        code=_clean(sent.get("desa", ""))[:13],
        agreed=bool(sent.get("setuju")),
        basis=sent.get("dasar", RecruiterFiling.Basis.SEEN),
    )


def _words(one: Identifier) -> str:
    """As a person recognises it; only her own page shows it."""
    if one.kind != Kind.ACCOUNT:
        return one.value
    bank, number = one.value.split(":", 1)
    return number if bank == "-" else f"{bank.upper()} {number}"


def _clean(text: str) -> str:
    return text.replace("\0", "").replace("\r\n", "\n").strip()


def _key(sent: str, new: UUID) -> UUID:
    """Only a key of the same making: one of version 7 would tell the moment of a public filing."""
    try:
        key = UUID(sent)
    except ValueError:
        return new
    return key if key.version == new.version else new
