"""An answer as one complete plain text: for the command line, a WhatsApp message, and whoever reads aloud.

It carries its day and its sources, because a forwarded message travels without the page.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pimpasa.foundation.rules import Cost, Fact
from pimpasa.foundation.rules.model import Kind, Status
from pimpasa.foundation.ui.words import day, money, say

from .answers import Answer, Group

HEADINGS = {
    "id": {
        "title": "{title}: berlaku untuk {day}",
        "cost": "Biaya",
        "disputed": "Sumber berbeda pendapat. Tanyakan kantor imigrasi sebelum membayar:",
        "total": "Jumlah",
        "without": "jika keringanan tidak disetujui: {amount}",
        "unknown": "tanyakan",
        "bring": "Bawa",
        "either": "salah satu dari",
        "steps": "Langkah",
        "presence": "Yang datang",
        "times": "Waktu",
        "places": "Tempat",
        "warnings": "Awas",
        "rights": "Hak Anda",
        "notes": "Catatan",
        "contacts": "Bantuan",
        "announced": "Diumumkan, belum berlaku",
        "sources": "Sumber",
        "checked": "dibaca {day}",
        "uncertain": "belum pasti, tanyakan kantor",
        "contested": "sumber berbeda, tanyakan kantor",
        "silent": "Panduan ini menjawab bagian lain sejak {day}.",
        "next": "Pertanyaan berikutnya",
        "many": "boleh lebih dari satu",
    },
    "en": {
        "title": "{title}: holds for {day}",
        "cost": "Cost",
        "disputed": "Sources disagree. Ask the immigration office before you pay:",
        "total": "Total",
        "without": "if the relief is not approved: {amount}",
        "unknown": "ask",
        "bring": "Bring",
        "either": "one of",
        "steps": "Steps",
        "presence": "Who must come",
        "times": "Time",
        "places": "Place",
        "warnings": "Beware",
        "rights": "Your rights",
        "notes": "Notes",
        "contacts": "Help",
        "announced": "Announced, not yet in force",
        "sources": "Sources",
        "checked": "read on {day}",
        "uncertain": "not certain, ask the office",
        "contested": "sources differ, ask the office",
        "silent": "This guide answers other parts from {day}.",
        "next": "Next question",
        "many": "more than one allowed",
    },
}
Bold = Callable[[str], str]


def for_whatsapp(heading: str) -> str:
    return f"*{heading}*"


@dataclass(frozen=True)
class Part:
    """One heading of an answer with its lines, and the facts they say. `name` is a key of HEADINGS."""

    name: str
    lines: tuple[str, ...]
    facts: tuple[Fact, ...]


def answer_text(answer: Answer, language: str = "id", bold: Bold = str.upper) -> str:
    return "\n".join(_Writer(answer, language, bold).lines()).strip() + "\n"


def answer_parts(answer: Answer, language: str = "id", bold: Bold = str.upper) -> list[Part]:
    """The same answer heading by heading, for where people take one after the other."""
    return list(_Writer(answer, language, bold).parts())


def question_text(answer: Answer, language: str = "id") -> str:
    question, words = answer.walk.question, HEADINGS[language]
    assert question is not None
    many = f" ({words['many']})" if question.many else ""
    lines = [f"{words['next']}: {question.id} — {say(question.text, language)}{many}"]
    lines += [f"  {question.id}={option.id:<14} {say(option.text, language)}" for option in question.options]
    return "\n".join(lines)


class _Writer:
    def __init__(self, answer: Answer, language: str, bold: Bold) -> None:
        self.answer, self.language, self.bold = answer, language, bold
        self.words = HEADINGS[language]

    def lines(self) -> Iterator[str]:
        answer = self.answer
        title = say(answer.walk.compiled.guide.title, self.language)
        yield self.bold(self.words["title"].format(title=title, day=day(answer.day, self.language)))
        for part in self.parts():
            if part.name == "sources" and answer.silent_kinds:
                yield "\n" + self.words["silent"].format(day=day(max(answer.silent_kinds.values()), self.language))
            yield from ("\n" + self.bold(self.words[part.name]), *part.lines)

    def parts(self) -> Iterator[Part]:
        answer = self.answer
        if answer.cost:
            yield Part("cost", tuple(self._cost(answer.cost)), tuple(_fees(answer)))
        yield from self._groups("bring", answer.papers)
        yield from self._groups("steps", answer.steps)
        for name in ("presence", "times", "places", "warnings", "rights", "notes", "contacts", "announced"):
            if facts := getattr(answer, name):
                yield Part(name, tuple(f"- {self._fact(fact)}" for fact in facts), tuple(facts))
        yield Part("sources", tuple(self._sources()), ())

    def _cost(self, cost: Cost) -> Iterator[str]:
        if cost.is_disputed:
            yield self.words["disputed"]
        for line in (*cost.bases, *cost.added):
            yield f"- {self._fact(line.fact)}: {self._amount(line.amount, line.fact.currency)}"
            if line.waived_by:
                yield f"  ({self._fact(line.waived_by)})"
        if cost.is_disputed:
            return
        total = cost.totals[0]
        yield f"{self.words['total']}: {self._amount(total.amount, total.currency)}"
        if cost.depends_on_waiver:
            amount = self._amount(total.without_waiver, total.currency)
            yield f"({self.words['without'].format(amount=amount)})"

    def _amount(self, amount: int | None, currency: str) -> str:
        return self.words["unknown"] if amount is None else money(amount, currency)

    def _groups(self, name: str, groups: list[Group]) -> Iterator[Part]:
        if not groups:
            return
        marks = ["☐" if name == "bring" else f"{number}." for number in range(1, len(groups) + 1)]
        lines = [line for mark, group in zip(marks, groups, strict=True) for line in self._group(mark, group)]
        yield Part(name, tuple(lines), tuple(fact for group in groups for fact in group.facts))

    def _group(self, mark: str, group: Group) -> Iterator[str]:
        if group.alternatives:
            yield f"{mark} {self.words['either']}:"
            mark = "   –"
        yield from (f"{mark} {self._fact(fact)}" for fact in group.facts)

    def _fact(self, fact: Fact) -> str:
        text = say(fact.text, self.language)
        if fact.status is Status.CONTESTED:
            return f"{text} [{self.words['contested']}]"
        return f"{text} [{self.words['uncertain']}]" if fact.is_uncertain else text

    def _sources(self) -> Iterator[str]:
        for source in self.answer.sources:
            yield f"- {source.name}, {self.words['checked'].format(day=day(source.checked_on, self.language))}"


def _fees(answer: Answer) -> Iterable[Fact]:
    return (fact for fact in answer.facts if fact.kind is Kind.FEE and fact.status is not Status.ANNOUNCED)
