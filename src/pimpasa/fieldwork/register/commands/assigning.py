"""Officers to their villages by one list, all or none."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pimpasa.fieldwork.register.commands.group import (
    FILE,
    OFFICE,
    Day,
    known_decree,
    known_office,
    prepared,
    register,
)
from pimpasa.fieldwork.register.commands.whole_lists import Error, refuse_rows, rows_of
from pimpasa.foundation.commands import AS_JSON, tell

if TYPE_CHECKING:
    from pimpasa.fieldwork.register.imports.bulk import NewAssignment
    from pimpasa.fieldwork.register.models import Decree, Officer

Rows = list[dict[str, Any]]


@register.command()
@click.argument("file", type=FILE)
@OFFICE
@click.option("--decree", "number", default="", metavar="NOMOR", help="Nomor SK penugasan yang sudah tercatat.")
@click.option("--on", "since", type=Day(), help="Hari mulai bertugas; tanpa ini hari ini.")
@AS_JSON
def assign(file: Path, office_code: str, number: str, since: date | None, as_json: bool) -> None:
    """Tugaskan semua Pimpasa dalam FILE ke desa-desanya (kolom surel dan desa). Yang sudah bertugas tetap."""
    with prepared(as_json):
        office = known_office(office_code)
        decree = known_decree(number, office) if number else None
        rows = rows_of("officers", file, office, as_json, leave_out=frozenset({"decree", "inaugurated_on"}))
        officers = _officers(rows)
        refuse_rows(file, as_json, _unknown(rows, officers))
        made = _assign(rows, officers, decree, since)
        tell(as_json, {"rows": len(rows), "assignments": made}, f"{len(rows)} baris: {made} penugasan baru.")


def _officers(rows: Rows) -> "dict[str, Officer]":
    from pimpasa.fieldwork.register.models import Officer

    emails = [_email(row) for row in rows]
    found = Officer.objects.filter(user__username__in=emails).select_related("user")
    return {one.user.username: one for one in found}


def _unknown(rows: Rows, officers: "dict[str, Officer]") -> list[Error]:
    said = "Orang ini belum tercatat sebagai Pimpasa."
    return [(row["line"], "email", said) for row in rows if _email(row) not in officers]


def _assign(rows: Rows, officers: "dict[str, Officer]", decree: "Decree | None", since: date | None) -> int:
    from django.db import transaction

    from pimpasa.fieldwork.register.imports.bulk import assign_new

    with transaction.atomic():
        new = _new_assignments(rows, officers, decree, since)
        assign_new(new, by=None)
    return len(new)


def _new_assignments(
    rows: Rows, officers: "dict[str, Officer]", decree: "Decree | None", since: date | None
) -> "list[NewAssignment]":
    """One for each pair that does not run yet; the villages and officers stay locked."""
    from django.utils import timezone

    from pimpasa.fieldwork.register.imports.bulk import NewAssignment, hold_pairs
    from pimpasa.fieldwork.register.models import Assignment

    pairs = dict.fromkeys((_email(row), key) for row in rows for key in row["villages"])
    villages = hold_pairs([key for _email, key in pairs], list(officers))
    today = timezone.localdate()
    running = Assignment.objects.not_over(today).filter(officer__in=officers.values())
    known = {(name, str(key)) for name, key in running.values_list("officer__user__username", "assisted_village")}
    return [
        NewAssignment(officers[email], villages[key], since or today, decree)
        for email, key in pairs
        if (email, key) not in known
    ]


def _email(row: dict[str, Any]) -> str:
    return str(row["cells"]["email"]).lower()
