"""What a person has answered so far, carried by the page address, or by a form where an answer is sensitive.

Nothing is stored on the server. Whatever arrives here may be forged, so each value is checked and none is repeated raw.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from pimpasa.foundation.rules import Guide, Question

MAX_VALUE = 200
MAX_PEOPLE = 8
# Stands in a form or link for a tick list that was left empty on purpose.
NOTHING = "-"
Answers = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Journey:
    """One visit: `answers` of the person in hand, `others` already answered for, and where and when."""

    guide: Guide
    answers: Answers = field(default_factory=dict)
    others: tuple[Answers, ...] = ()
    village: str = ""
    office: str = ""
    day_text: str = ""
    changing: str = ""
    just_asked: str = ""
    village_query: str = ""

    @property
    def day(self) -> date | None:
        """The day asked for, None for today. Raises ValueError."""
        return date.fromisoformat(self.day_text) if self.day_text else None

    def fields(self) -> Iterator[tuple[str, str]]:
        """Everything a form or link has to carry on."""
        for other in self.others:
            yield "orang", packed(other)
        for name, options in self.answers.items():
            yield from ((name, option) for option in options or (NOTHING,))
        for name, value in (("desa", self.village), ("kantor", self.office), ("tanggal", self.day_text)):
            if value:
                yield name, value

    @property
    def query(self) -> str:
        return urlencode(list(self.fields()))

    @property
    def is_sensitive(self) -> bool:
        """True if an answer given must not enter an address, a QR or a log."""
        given = {name for answers in (self.answers, *self.others) for name in answers}
        return any(self.guide.by_question[name].sensitive for name in given)

    def address(self, page: str) -> str:
        """The page with what was answered; without any answer if one of them is sensitive."""
        return page if self.is_sensitive or not self.query else f"{page}?{self.query}"

    def without(self, *names: str) -> "Journey":
        return replace(self, answers={n: options for n, options in self.answers.items() if n not in names})

    def only(self, names: frozenset[str]) -> "Journey":
        """Drops answers that no longer matter, in the order the guide asks."""
        order = self.guide.by_question
        return replace(self, answers={n: self.answers[n] for n in order if n in self.answers and n in names})


def read_journey(guide: Guide, given: QueryDict) -> Journey:
    """Reads a query or form; unknown names and over-long values are left out."""
    answers = {name: options for name in guide.by_question if (options := _options(given, name)) is not None}
    asked = guide.by_question.get(given.get("ditanya", ""))
    if asked and asked.many and not asked.at_least:
        answers.setdefault(asked.id, ())
    return Journey(
        guide=guide,
        answers=answers,
        others=tuple(unpacked(guide, text) for text in given.getlist("orang")[:MAX_PEOPLE]),
        village=_short(given, "desa"),
        office=_short(given, "kantor"),
        day_text=_short(given, "tanggal"),
        changing=_short(given, "ubah") if given.get("ubah") in guide.by_question else "",
        just_asked=asked.id if asked else "",
        village_query=_short(given, "cari_desa"),
    )


def _short(given: Mapping[str, str], name: str) -> str:
    value = given.get(name, "").replace("\0", "").strip()
    return value if len(value) <= MAX_VALUE else ""


def _options(given: QueryDict, name: str) -> tuple[str, ...] | None:
    """None where the question was not answered; nothing ticked is an answer too."""
    values = [value.replace("\0", "").strip()[:MAX_VALUE] for value in given.getlist(name)[:20]]
    if values == [NOTHING]:
        return ()
    return tuple(value for value in values if value) or None


def packed(answers: Answers) -> str:
    """One person's answers as a single value: `age:34;reason:lost,full`."""
    return ";".join(f"{name}:{','.join(options) or NOTHING}" for name, options in answers.items())


def unpacked(guide: Guide, text: str) -> Answers:
    pairs = (part.partition(":") for part in text[:2000].split(";"))
    return {
        name: () if options == NOTHING else tuple(options.split(","))
        for name, _, options in pairs
        if name in guide.by_question and options
    }


def option_texts(question: Question, options: tuple[str, ...]) -> list[dict[str, str]]:
    texts = [found.text for option in options if (found := question.option(option))]
    return texts or [{"id": "Tidak ada", "en": "None"}]
