"""What a lesson says is so, as one short mark: people who teach must learn anew when it changes, not for a comma."""

from collections.abc import Iterator
from datetime import date

from pimpasa.foundation.content import load_library
from pimpasa.foundation.content.lessons import Lesson, LessonFact
from pimpasa.foundation.content.lessons.standing import standing
from pimpasa.foundation.rules.guide import fingerprint_of
from pimpasa.learning import library


def stamps(on: date) -> dict[str, str]:
    """The mark of each lesson of this edition on that day."""
    return {lesson.id: stamp(lesson, on) for lesson in library.lessons().values()}


def stamp(lesson: Lesson, on: date) -> str:
    """Changes with a fact, with a guide's fact it leans on, and on the day one of them breaks."""
    broken = sorted(fact.id for fact in standing(lesson, load_library(), on).broken)
    said = sorted(words for fact in lesson.facts.values() for words in _said(fact))
    return fingerprint_of([text.encode() for text in (*said, *broken)])


def _said(fact: LessonFact) -> Iterator[str]:
    """Without the day of its next review and how sure we are: neither changes what is taught."""
    yield repr((fact.id, fact.text, fact.source, fact.article, str(fact.status), fact.since, fact.until))
    guides = load_library().guides
    for name in fact.leans_on:
        guide, _, key = name.partition("/")
        basis = guides[guide].by_id.get(key) if guide in guides else None
        if basis:
            yield repr((name, basis.amount, basis.period, basis.source, basis.article, str(basis.status)))
