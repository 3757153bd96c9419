"""An answer in the reader's language, each fact with its badge and the number of its source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from django.utils.translation import gettext as _

from pimpasa.foundation.content import Source
from pimpasa.foundation.rules import Fact, Total
from pimpasa.foundation.rules.model import Status
from pimpasa.foundation.rules.money import Line
from pimpasa.foundation.ui.words import money, say

from .answers import Answer, Group
from .pieces import KEPT, fact_html


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact as people see it. `badge` is empty where nothing is in doubt."""

    id: str
    text: str
    more: str
    ref: int
    badge: str
    badge_class: str

    @property
    def html(self) -> str:
        return fact_html(self)


@dataclass(frozen=True, slots=True)
class ShownLine:
    fact: Shown
    amount: str
    before: str
    waived_by: Shown | None


@dataclass(frozen=True, slots=True)
class ShownTotal:
    amount: str
    without_waiver: str
    base: Shown


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """`more` is what all alternatives have in common, said once."""

    items: list[Shown]
    alternatives: bool
    disputed: bool
    more: str


def show_fact(fact: Fact, language: str, numbers: Mapping[str, int]) -> Shown:
    """`numbers` are those of the sources on the page; without one the fact carries no reference."""
    return _shown(fact, language, numbers.get(fact.source, 0))


@lru_cache(maxsize=KEPT)
def _shown(fact: Fact, language: str, number: int) -> Shown:
    badge, badge_class = badge_of(fact)
    return Shown(fact.id, say(fact.text, language), say(fact.more, language), number, badge, badge_class)


class Presenter:
    """One person's answer on a page; `references` numbers the sources of all people on it."""

    def __init__(self, answer: Answer, language: str, references: Mapping[str, tuple[int, Source]]) -> None:
        self.answer, self.language = answer, language
        self.numbers = {name: number for name, (number, _) in references.items()}

    def show(self, fact: Fact) -> Shown:
        return show_fact(fact, self.language, self.numbers)

    def _all(self, facts: Iterable[Fact]) -> list[Shown]:
        return [self.show(fact) for fact in facts]

    @cached_property
    def cost_lines(self) -> list[ShownLine]:
        """The parts of the total; of a disputed price only what comes on top, the positions stand by themselves."""
        cost = self.answer.cost
        if cost is None:
            return []
        return [self._line(line) for line in (cost.added if cost.is_disputed else (*cost.bases, *cost.added))]

    @cached_property
    def totals(self) -> list[ShownTotal]:
        return [self._total(total) for total in self.answer.cost.totals] if self.answer.cost else []

    @cached_property
    def papers(self) -> list[ShownGroup]:
        return [self._group(group) for group in self.answer.papers]

    @cached_property
    def steps(self) -> list[ShownGroup]:
        return [self._group(group) for group in self.answer.steps]

    @cached_property
    def presence(self) -> list[Shown]:
        return self._all(self.answer.presence)

    @cached_property
    def times(self) -> list[Shown]:
        return self._all(self.answer.times)

    @cached_property
    def places(self) -> list[Shown]:
        return self._all(self.answer.places)

    @cached_property
    def warnings(self) -> list[Shown]:
        return self._all(self.answer.warnings)

    @cached_property
    def rights(self) -> list[Shown]:
        return self._all(self.answer.rights)

    @cached_property
    def notes(self) -> list[Shown]:
        return self._all(self.answer.notes)

    @cached_property
    def contacts(self) -> list[Shown]:
        return self._all(self.answer.contacts)

    @cached_property
    def announced(self) -> list[Shown]:
        return self._all(self.answer.announced)

    def _group(self, group: Group) -> ShownGroup:
        items = self._all(group.facts)
        common = items[0].more if len(items) > 1 and len({item.more for item in items}) == 1 else ""
        return ShownGroup(
            [replace(item, more="") for item in items] if common else items,
            group.alternatives,
            group.facts[0].dispute is not None,
            common,
        )

    def _line(self, line: Line) -> ShownLine:
        waiver = self.show(line.waived_by) if line.waived_by else None
        amount = _amount(line.amount, line.fact.currency)
        return ShownLine(self.show(line.fact), amount, _amount(line.fact.amount, line.fact.currency), waiver)

    def _total(self, total: Total) -> ShownTotal:
        without = "" if total.amount == total.without_waiver else _amount(total.without_waiver, total.currency)
        return ShownTotal(_amount(total.amount, total.currency), without, self.show(total.base))


def _amount(amount: int | None, currency: str) -> str:
    return _("tanyakan") if amount is None else money(amount, currency)


def badge_of(fact: Fact) -> tuple[str, str]:
    if fact.status is Status.CONTESTED:
        return _("sumber berbeda, tanyakan kantor"), "dispute"
    if fact.is_uncertain:
        return _("belum pasti, tanyakan kantor"), "ask"
    return "", ""


def number_sources(answers: Iterable[Answer]) -> dict[str, tuple[int, Source]]:
    """Every source the answers lean on with the number it carries on the page."""
    found = dict.fromkeys(source for answer in answers for source in answer.sources)
    return {source.id: (number, source) for number, source in enumerate(found, 1)}
