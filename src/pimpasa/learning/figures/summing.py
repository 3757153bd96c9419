"""Adds up the scores of phones inside the database, so that a nation's year comes back as a few numbers an evening."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.db import connection

from pimpasa.learning import library
from pimpasa.learning.figures.estimate import PairSums, Sums

# Stands for all questions of a test, whichever lessons they belong to.
WHOLE = ""

# Each person's share of right answers: of each lesson, and of the whole test.
SCORES = """
WITH each AS (
    SELECT response.id, response.kit_id, response.phase, response.pair, score.lesson, score."right", score.asked
    FROM learning_responsescore score JOIN learning_response response ON response.id = score.response_id
    WHERE response.kit_id = ANY(%(kits)s)
),
person AS (
    SELECT kit_id, phase, pair, lesson, "right"::float8 / asked AS share, asked FROM each
    UNION ALL
    SELECT kit_id, phase, pair, '', sum("right")::float8 / sum(asked), sum(asked)
    FROM each GROUP BY id, kit_id, phase, pair
)
"""
PHONES = (
    SCORES
    + """
SELECT kit_id, lesson, phase, count(*), sum(share), sum(share * share), sum(asked)::int
FROM person GROUP BY kit_id, lesson, phase
"""
)
PAIRS = (
    SCORES
    + """
SELECT first.kit_id, first.lesson, later.phase, count(*), sum(first.share), sum(later.share),
    sum(first.share * first.share), sum(later.share * later.share), sum(first.share * later.share)
FROM person first JOIN person later
    ON later.kit_id = first.kit_id AND later.pair = first.pair AND later.lesson = first.lesson
WHERE first.phase = 'before' AND later.phase <> 'before' GROUP BY first.kit_id, first.lesson, later.phase
"""
)
LEFT_OPEN = """
SELECT response.kit_id, item.lesson, response.phase, count(*)::int
FROM learning_response response CROSS JOIN LATERAL jsonb_each_text(response.answers) answer
    JOIN unnest(%(items)s::text[], %(lessons)s::text[]) AS item (name, lesson) ON item.name = answer.key
WHERE response.kit_id = ANY(%(kits)s) AND answer.value = ''
GROUP BY response.kit_id, item.lesson, response.phase
"""


def phone_sums(kits: Collection[UUID]) -> Iterator[tuple[UUID, str, str, Sums]]:
    """Two queries."""
    left_open = _left_open(kits)
    for kit, lesson, phase, n, total, squares, asked in _rows(PHONES, {"kits": list(kits)}):
        yield kit, lesson, phase, Sums(n, total, squares, asked, left_open[kit, lesson, phase])


def _left_open(kits: Collection[UUID]) -> Counter[tuple[UUID, str, str]]:
    known = [(item.id, lesson.id) for lesson in library.lessons().values() for item in lesson.items]
    items = {"items": [item for item, _lesson in known], "lessons": [lesson for _item, lesson in known]}
    found: Counter[tuple[UUID, str, str]] = Counter()
    for kit, lesson, phase, number in _rows(LEFT_OPEN, {"kits": list(kits), **items}):
        found[kit, lesson, phase] += number
        found[kit, WHOLE, phase] += number
    return found


def pair_sums(kits: Collection[UUID]) -> Iterator[tuple[UUID, str, str, PairSums]]:
    """Of the test before with each later one."""
    for kit, lesson, phase, *sums in _rows(PAIRS, {"kits": list(kits)}):
        yield kit, lesson, phase, PairSums(*sums)


def _rows(sql: str, given: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())
