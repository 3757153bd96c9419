"""Handing figures out. Each copy that leaves is written down: numbers travel further than pages."""

from django.db import transaction
from django.db.models import Model

from pimpasa.accounts.models import User
from pimpasa.foundation.audit.actions import record
from pimpasa.learning.figures.areas import Area, Kind
from pimpasa.regions.models import COUNTRY, ImmigrationOffice, Region


@transaction.atomic
def note_export(area: Area, lesson: str, months: str, *, by: User) -> None:
    record(by, "export-learning-figures", _row(area, by), lesson=lesson, months=months)


def _row(area: Area, by: User) -> Model:
    """The place whose figures they are; only its key is written. All that somebody sees is the person's own matter."""
    if area.kind == Kind.ALL:
        return Region(pk=COUNTRY) if area.inside.everywhere else by
    return ImmigrationOffice(pk=area.code) if area.kind == Kind.OFFICE else Region(pk=area.code)
