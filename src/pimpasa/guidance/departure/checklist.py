"""The list to tick before leaving, for one way of leaving."""

from dataclasses import dataclass
from datetime import date

from pimpasa.foundation.content import Source
from pimpasa.foundation.rules import Kind, Option
from pimpasa.guidance.presenting import Shown

from .facts import Shower, about, adult_answer, question

READY, COPIES = "ready-", "ready-copies"


@dataclass(frozen=True)
class Checklist:
    scheme: Option
    papers: list[Shown]
    steps: list[Shown]
    copies: list[Shown]
    sources: list[tuple[int, Source]]


def checklist(scheme: Option, day: date) -> Checklist:
    answer = adult_answer(day, stage="leaving", scheme=scheme.id)
    copies = about(answer, COPIES)
    papers = [fact for fact in about(answer, READY, kind=Kind.DOCUMENT) if fact not in copies]
    steps = about(answer, READY, kind=Kind.STEP)
    shower = Shower(answer, [*papers, *steps, *copies])
    return Checklist(scheme, shower.show(papers), shower.show(steps), shower.show(copies), shower.sources)


def chosen_scheme(name: str) -> Option | None:
    return question("scheme").option(name)
