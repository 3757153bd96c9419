"""The contract reading aid: what a reader found, missed or did not understand, and what to ask. Never a verdict."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import get_language, gettext_lazy

from pimpasa.foundation.content import Source
from pimpasa.foundation.rules import Fact
from pimpasa.foundation.ui.words import say
from pimpasa.guidance.presenting import Shown

from .facts import Shower, about, adult_answer
from .wording import wording

# Advice beside the list: no part of a contract to look for.
ADVICE = ("contract-language", "contract-blank")
WHOM_TO_ASK = ("local-office", "where-to-verify", "go-direct", "help-ministry")
QUESTIONS = 3


class Found(StrEnum):
    YES = "ada"
    NO = "tidak"
    UNCLEAR = "bingung"


CHOICES = (
    (Found.YES, gettext_lazy("Ada")),
    (Found.NO, gettext_lazy("Tidak ada")),
    (Found.UNCLEAR, gettext_lazy("Ada, tetapi saya tidak mengerti")),
)


@dataclass(frozen=True)
class Item:
    """One thing to look for; `found` is None while the reader has said nothing."""

    subject: str
    fact: Shown
    why: str
    found: Found | None


@dataclass(frozen=True)
class ContractReading:
    items: list[Item]
    advice: list[Shown]
    whom: list[Shown]
    sources: list[tuple[int, Source]]

    @property
    def is_untouched(self) -> bool:
        return all(item.found is None for item in self.items)

    @property
    def missing(self) -> list[Item]:
        return self._with(Found.NO)

    @property
    def unclear(self) -> list[Item]:
        return self._with(Found.UNCLEAR)

    @property
    def unanswered(self) -> list[Item]:
        return self._with(None)

    @property
    def present(self) -> list[Item]:
        return self._with(Found.YES)

    @property
    def questions(self) -> list[str]:
        """Exactly three: about what is open, the weightiest first; then those that always make sense."""
        words = wording("contract")
        is_open = {item.subject for item in self.items if item.found is not Found.YES}
        specific = [one["ask"] for subject, one in words["items"].items() if subject in is_open]
        return [say(text, _language()) for text in (*specific, *words["always_ask"])][:QUESTIONS]

    def _with(self, found: Found | None) -> list[Item]:
        return [item for item in self.items if item.found is found]


def read_contract(given: Mapping[str, str], scheme: str, day: date) -> ContractReading:
    answer = adult_answer(day, stage="registered", scheme=scheme)
    advice, whom = about(answer, *ADVICE), about(answer, *WHOM_TO_ASK)
    sought = [fact for fact in about(answer, "contract-") if fact.about not in ADVICE]
    shower = Shower(answer, [*sought, *advice, *whom])
    items = [_item(fact, shower, given) for fact in sought]
    return ContractReading(items, shower.show(advice), shower.show(whom), shower.sources)


def _item(fact: Fact, shower: Shower, given: Mapping[str, str]) -> Item:
    said = given.get(fact.about, "")
    why = say(wording("contract")["items"][fact.about]["why"], _language())
    return Item(fact.about, shower.show([fact])[0], why, Found(said) if said in set(Found) else None)


def _language() -> str:
    return get_language() or "id"
