"""A leaflet for one answer: the facts of its page, arranged for a sheet of paper and a pen."""

from collections.abc import Sequence

from pimpasa.foundation.rules import Fact
from pimpasa.foundation.ui.words import day as day_words
from pimpasa.foundation.ui.words import money, say
from pimpasa.guidance.answered import Answered
from pimpasa.guidance.answers import Answer, family_total, sources_of
from pimpasa.guidance.important import important_warnings
from pimpasa.guidance.journey import option_texts
from pimpasa.guidance.presenting import Presenter, number_sources

from .choices import chosen
from .places import books, office, village
from .shown import Data, all_shown, cost, group


def leaflet_data(answered: Answered) -> Data:
    references = number_sources(answered.answers)
    people = [Presenter(answer, "id", references) for answer in answered.answers]
    last = people[-1]
    warnings = important_warnings(answered.answer)[: chosen("leaflet")["most_warnings"]]
    return {
        "title": say(answered.journey.guide.title),
        "situation": situation(answered),
        "people": [_person(person) for person in people],
        "total": _total(answered.answers),
        "main": all_shown(last.show(fact) for fact in main_facts(answered.answer)),
        "warnings": all_shown(last.show(fact) for fact in warnings),
        "more_warnings": len(answered.answer.warnings) - len(warnings),
        "places": all_shown(last.places),
        "contacts": all_shown(last.contacts),
        "silent_until": _silent_until(answered.answer),
        "sources": "; ".join(source.name for source in sources_of(_printed(answered, warnings))),
    } | _where(answered)


def situation(answered: Answered) -> list[Data]:
    """What was answered, without what is sensitive: a leaflet may lie open on a table."""
    questions, given = answered.journey.guide.by_question, answered.journey.answers
    return [
        {"question": say(question.text), "answer": ", ".join(say(text) for text in option_texts(question, given[name]))}
        for name, question in questions.items()
        if given.get(name) and not question.sensitive
    ]


def main_facts(answer: Answer) -> list[Fact]:
    """What the guide says every answer must hold and no other part of the leaflet shows."""
    must = answer.walk.compiled.guide.must_hold
    return [fact for fact in (*answer.rights, *answer.notes) if fact.about in must]


def _person(person: Presenter) -> Data:
    return {
        "cost": cost(person),
        "papers": [group(one) for one in person.papers],
        "steps": [group(one) for one in person.steps],
        "presence": all_shown(person.presence),
        "times": all_shown(person.times),
    }


def _total(answers: Sequence[Answer]) -> Data | None:
    if len(answers) == 1:
        return None
    total = family_total(answers)
    return {"amounts": [money(amount, currency) for currency, amount in total.amounts], "is_open": total.is_open}


def _where(answered: Answered) -> Data:
    where = answered.where
    inferred = where.serving is not None and where.is_serving and not where.serving.confirmed
    return {
        "office": _office(answered, inferred),
        "village": village(where.village) if where.village else None,
    }


def _office(answered: Answered, inferred: bool) -> Data | None:
    one = answered.where.office
    return office(one, answered.day, inferred) | {"electronic_only": books(answered.answer)} if one else None


def _silent_until(answer: Answer) -> str:
    first = max(answer.silent_kinds.values(), default=None)
    return day_words(first) if first else ""


def _printed(answered: Answered, warnings: Sequence[Fact]) -> list[Fact]:
    """The facts on the sheet, for its list of sources."""
    left_out = {fact.id for fact in (*answered.answer.warnings, *answered.answer.rights, *answered.answer.notes)}
    kept = {fact.id for fact in (*warnings, *main_facts(answered.answer))}
    facts = [fact for answer in answered.answers for fact in answer.facts]
    return [fact for fact in facts if fact.id in kept or fact.id not in left_out]
