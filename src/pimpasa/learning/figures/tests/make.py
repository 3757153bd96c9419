"""Builders of evenings with tests, written straight into the tables."""

from collections.abc import Sequence
from datetime import date, time
from itertools import count
from uuid import UUID, uuid4

import uuid6
from django.utils import timezone

from pimpasa.accounts.models import User
from pimpasa.accounts.tests.make import VILLAGE_A, make_region
from pimpasa.learning import library
from pimpasa.learning.sessions.models import PaperTally, Response, ResponseScore, RoomCount, SessionKit

_codes = count()
HELD = date(2026, 10, 14)


def make_evening(by: User, village: str = VILLAGE_A, held_on: date = HELD, lessons: Sequence[str] = ("biaya",)):
    return SessionKit.objects.create(
        village=make_region(village),
        held_on=held_on,
        begins_at=time(19),
        lessons=list(lessons),
        code=f"U{next(_codes):06}",
        state="closed",
        made_by=by,
        content_version="uji",
    )


def respond(
    kit: SessionKit, phase: str, right: int, *, form: str = "A", pair: UUID | None = None, unsaid: int = 0, **said: str
) -> Response:
    """So many of each lesson's questions right, from the first on; so many of the last left open."""
    lessons = [library.lessons()[name] for name in kit.lessons]
    items = {lesson.id: lesson.form(form) for lesson in lessons}
    answers = {item.id: item.right for form_items in items.values() for item in form_items}
    for form_items in items.values():
        for place, item in enumerate(form_items):
            if place >= right:
                answers[item.id] = "" if place >= len(form_items) - unsaid else "x"
    found = [item.id for form_items in items.values() for item in form_items[:right]]
    made = Response.objects.create(
        id=uuid6.uuid7(),
        kit=kit,
        phase=phase,
        form=form,
        way="phone",
        answers=answers,
        right=found,
        pair=pair,
        content_version="uji",
        occurred_at=timezone.now(),
        **said,
    )
    scores = [ResponseScore(response=made, lesson=name, right=right, asked=len(of)) for name, of in items.items()]
    ResponseScore.objects.bulk_create(scores)
    return made


def respond_all(kit: SessionKit, phase: str, rights: Sequence[int], **fields) -> None:
    for right in rights:
        respond(kit, phase, right, **fields)


def respond_twice(kit: SessionKit, rights: Sequence[tuple[int, int]]) -> None:
    """People whose two tests meet."""
    for before, after in rights:
        pair = uuid4()
        respond(kit, "before", before, pair=pair)
        respond(kit, "after", after, form="B", pair=pair)


def tally(kit: SessionKit, phase: str, piles: Sequence[int], *, mark: int, by: User, form: str = "A", **fields):
    return PaperTally.objects.create(
        kit=kit, sheet_mark=mark, phase=phase, form=form, sheets=sum(piles), piles=list(piles), recorded_by=by, **fields
    )


def count_room(kit: SessionKit, people: int, did_it: int | None, by: User) -> None:
    RoomCount.objects.create(kit=kit, people=people, did_it=did_it, recorded_by=by)
