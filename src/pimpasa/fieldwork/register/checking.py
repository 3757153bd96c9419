"""Is this person a real officer? Protects villagers from impostors, and officers from being listed by guessing.

Wrong codes are counted by the first two characters of what was typed: whoever guesses soon waits, wherever they
are, while a village behind one address shares no limit. A mistyped code is told as such and counts for nothing.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from pimpasa.fieldwork.register.codes import as_typed, is_well_formed
from pimpasa.fieldwork.register.models import Assignment, CodeGuesses, Officer

BUCKET = 2
FREE_GUESSES = 20
WINDOW = timedelta(hours=1)


class Verdict(StrEnum):
    MISTYPED = "mistyped"
    UNKNOWN = "unknown"
    WAIT = "wait"
    NOT_VALID = "not_valid"
    DEMONSTRATION = "demonstration"
    VALID = "valid"


@dataclass(frozen=True)
class Answer:
    """What a stranger is told; the officer only where the code is one."""

    verdict: Verdict
    officer: Officer | None = None
    villages: tuple[str, ...] = ()


def check_code(typed: str) -> Answer:
    code = as_typed(typed)
    if not is_well_formed(code):
        return Answer(Verdict.MISTYPED)
    if not _may_guess(code[:BUCKET]):
        return Answer(Verdict.WAIT)
    officer = Officer.objects.select_related("user", "office").filter(short_code=code).first()
    if officer is None:
        return Answer(Verdict.UNKNOWN)
    _forgive(code[:BUCKET])
    return Answer(verdict_on(officer), officer, _villages(officer))


def verdict_on(officer: Officer) -> Verdict:
    """Valid are those who were inaugurated by a decree that still holds, have not left, and are not invented."""
    today = timezone.localdate()
    if officer.is_demonstration:
        return Verdict.DEMONSTRATION
    has_left = officer.withdrawn_on is not None and officer.withdrawn_on < today
    if has_left or not officer.user.is_active:
        return Verdict.NOT_VALID
    held = officer.inaugurations.filter(held_on__lte=today).select_related("decree")
    holds = any(one.decree.ends_on is None or one.decree.ends_on >= today for one in held)
    return Verdict.VALID if holds else Verdict.NOT_VALID


def _villages(officer: Officer) -> tuple[str, ...]:
    running = Assignment.objects.in_force().filter(officer=officer)
    rows = running.select_related("assisted_village__village__parent__parent").order_by("assisted_village__village")
    return tuple(_place(one) for one in rows)


def _place(assignment: Assignment) -> str:
    place = assignment.assisted_village.village
    names = [place.name, place.parent.name if place.parent else ""]
    if place.parent and place.parent.parent:
        names.append(place.parent.parent.name)
    return ", ".join(name for name in names if name)


@transaction.atomic
def _may_guess(bucket: str) -> bool:
    """Counts first, so that a hundred sent at once are not all free; a right code takes its count back."""
    now = timezone.now()
    CodeGuesses.objects.filter(since__lt=now - WINDOW).delete()
    guesses, _new = CodeGuesses.objects.select_for_update().get_or_create(bucket=bucket, defaults={"since": now})
    if guesses.failures >= FREE_GUESSES:
        return False
    guesses.failures += 1
    guesses.save(update_fields=["failures"])
    return True


@transaction.atomic
def _forgive(bucket: str) -> None:
    guesses = CodeGuesses.objects.select_for_update().filter(bucket=bucket).first()
    if guesses and guesses.failures:
        guesses.failures -= 1
        guesses.save(update_fields=["failures"])
