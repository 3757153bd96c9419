"""An answer short enough for one WhatsApp message: what costs money or a wasted trip, the rest as far as it fits."""

from collections.abc import Iterable, Iterator

from pimpasa.foundation.content import load_library
from pimpasa.foundation.rules import Cost, Fact
from pimpasa.foundation.rules.model import Status
from pimpasa.foundation.rules.money import Line
from pimpasa.foundation.ui.words import day, money, say

from .answers import Answer, Group, sources_of
from .important import important_warnings
from .plain import HEADINGS

# A link with a text is cut by some phones above some 2,000 letters.
LIMIT = 1900
MOST_WARNINGS, MOST_SOURCES, FIRST_PLACES, FIRST_TIMES = 2, 4, 1, 2
WORDS = {
    "id": {
        "one_of": "salah satu",
        "more": "Masih ada yang tidak termuat di sini.",
        "others": "dan {n} lainnya",
        "version": "Isi versi {version}. Aturan bisa berubah, periksa lagi.",
        "ask": "tanyakan kantor",
    },
    "en": {
        "one_of": "one of",
        "more": "There is more that does not fit here.",
        "others": "and {n} more",
        "version": "Content version {version}. Rules may change, check again.",
        "ask": "ask the office",
    },
}


def short_text(answer: Answer, language: str = "id", office: str = "", address: str = "", limit: int = LIMIT) -> str:
    """Money, papers, first warnings and sources always stand; of the rest whole lines, and it says what is missing."""
    writer = _Short(answer, language, office)
    head, foot = list(writer.must()), list(writer.foot(address))
    room = limit - sum(len(line) + 1 for line in (*head, *foot, writer.say["more"]))
    body, is_whole = _fitting(writer.may(), room)
    return "\n".join([*head, *body, *([] if is_whole else [writer.say["more"]]), *foot]) + "\n"


def _fitting(sections: Iterable[list[str]], room: int) -> tuple[list[str], bool]:
    """Whole sections while they fit; of the first that does not, the lines that do, if more than its heading."""
    kept: list[str] = []
    for lines in sections:
        size = sum(len(line) + 1 for line in lines)
        if size > room:
            part = _whole_lines(lines, room)
            return kept + (part if len(part) > 1 else []), False
        kept, room = kept + lines, room - size
    return kept, True


def _whole_lines(lines: list[str], room: int) -> list[str]:
    kept: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    return kept


def folded(texts: list[str]) -> str:
    """Alternatives with the words that all begin or end with said once: "Bawa ijazah / akta (asli)"."""
    rows = [text.rstrip(".").split() for text in texts]
    shortest = min(map(len, rows)) - 1
    start = next((n for n in range(shortest) if len({row[n] for row in rows}) > 1), shortest)
    end = next((n for n in range(shortest - start) if len({row[-1 - n] for row in rows}) > 1), shortest - start)
    middle = " / ".join(" ".join(row[start : len(row) - end]) for row in rows)
    tail = f" ({' '.join(rows[0][len(rows[0]) - end :])})" if end else ""
    return " ".join([*rows[0][:start], middle]) + tail


class _Short:
    def __init__(self, answer: Answer, language: str, office: str) -> None:
        self.answer, self.language, self.office = answer, language, office
        self.words, self.say = HEADINGS[language], WORDS[language]

    def must(self) -> Iterator[str]:
        title = say(self.answer.walk.compiled.guide.title, self.language)
        yield f"*{self.words['title'].format(title=title, day=day(self.answer.day, self.language))}*"
        if self.answer.cost:
            yield from self._cost(self.answer.cost)
        if self.answer.papers:
            yield self._heading("bring")
            yield from (f"- {self._group(group)}" for group in self.answer.papers)
        yield from self._section("warnings", important_warnings(self.answer)[:MOST_WARNINGS])

    def may(self) -> Iterator[list[str]]:
        """Sections in the order in which they are missed most."""
        answer = self.answer
        yield list(self._section("presence", answer.presence))
        yield self._places(answer.places[:FIRST_PLACES])
        yield list(self._section("times", answer.times[:FIRST_TIMES]))
        yield self._steps()
        yield [f"- {self._fact(fact)}" for fact in answer.times[FIRST_TIMES:]]
        yield [f"- {self._fact(fact)}" for fact in answer.places[FIRST_PLACES:]]
        yield list(self._section("warnings", important_warnings(answer)[MOST_WARNINGS:]))
        for name in ("rights", "notes", "contacts"):
            yield list(self._section(name, getattr(answer, name)))

    def _places(self, facts: list[Fact]) -> list[str]:
        lines = [*([self.office] if self.office else []), *(self._fact(fact) for fact in facts)]
        return [self._heading("places"), *(f"- {line}" for line in lines)] if lines else []

    def foot(self, address: str) -> Iterator[str]:
        yield f"{self._heading('sources')} {self._sources()}"
        yield self.say["version"].format(version=load_library().version)
        if address:
            yield address

    def _heading(self, name: str) -> str:
        return f"*{self.words[name]}:*"

    def _cost(self, cost: Cost) -> Iterator[str]:
        if cost.is_disputed:
            yield f"{self._heading('cost')} {self.words['disputed']}"
            yield from (f"- {self._line(line)}" for line in (*cost.bases, *cost.added))
            return
        total = cost.totals[0]
        parts = "; ".join(self._line(line) for line in (*cost.bases, *cost.added))
        without = self._amount(total.without_waiver, total.currency)
        waiver = f" ({self.words['without'].format(amount=without)})" if cost.depends_on_waiver else ""
        yield f"{self._heading('cost')} {self._amount(total.amount, total.currency)}{waiver}. {parts}"

    def _line(self, line: Line) -> str:
        return f"{self._fact(line.fact)} {self._amount(line.amount, line.fact.currency)}"

    def _amount(self, amount: int | None, currency: str) -> str:
        return self.words["unknown"] if amount is None else money(amount, currency)

    def _group(self, group: Group) -> str:
        texts = [self._fact(fact) for fact in group.facts]
        return f"{self.say['one_of']}: {folded(texts)}" if group.alternatives else " / ".join(texts)

    def _steps(self) -> list[str]:
        steps = [f"{number}. {self._group(group)}" for number, group in enumerate(self.answer.steps, 1)]
        return [self._heading("steps"), *steps] if steps else []

    def _section(self, name: str, facts: list[Fact]) -> Iterator[str]:
        if facts:
            yield self._heading(name)
            yield from (f"- {self._fact(fact)}" for fact in facts)

    def _fact(self, fact: Fact) -> str:
        """What is contested or uncertain says so, however short the text."""
        text = say(fact.text, self.language)
        return f"{text} [{self.say['ask']}]" if fact.is_uncertain or fact.status is Status.CONTESTED else text

    def _sources(self) -> str:
        sources = sources_of(self._leant_on())
        names = ", ".join(f"{source.name}" for source in sources[:MOST_SOURCES])
        rest = len(sources) - MOST_SOURCES
        checked = day(max(source.checked_on for source in sources), self.language) if sources else ""
        others = f" {self.say['others'].format(n=rest)}" if rest > 0 else ""
        return f"{names}{others}, {self.words['checked'].format(day=checked)}"

    def _leant_on(self) -> list[Fact]:
        cost = self.answer.cost
        fees = [line.fact for line in (*cost.bases, *cost.added)] if cost else []
        return [*fees, *(fact for group in self.answer.papers for fact in group.facts)]
