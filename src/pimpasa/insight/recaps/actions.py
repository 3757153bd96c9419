"""Handing a recap out. Each copy that leaves is written down: numbers travel further than pages."""

from django.db import transaction
from django.db.models import Model

from pimpasa.accounts.models import User
from pimpasa.foundation.audit.actions import record
from pimpasa.insight.recaps.recap import Recap
from pimpasa.insight.recaps.units import Level, Unit
from pimpasa.regions.models import ImmigrationOffice, Region


@transaction.atomic
def note_export(recap: Recap, kind: str, *, by: User | None) -> None:
    record(by, "export-recap", _row(recap.unit), level=recap.unit.level.value, period=recap.period.key, kind=kind)


def _row(unit: Unit) -> Model:
    """The record whose recap it is; only its key is written."""
    kinds: dict[Level, type[Model]] = {Level.OFFICER: User, Level.OFFICE: ImmigrationOffice}
    return kinds.get(unit.level, Region)(pk=unit.code)
