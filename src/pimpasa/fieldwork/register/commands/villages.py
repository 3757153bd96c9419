"""The way of assisted villages by lists: proposed, agreed, active. All rows or none; again changes nothing."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pimpasa.fieldwork.register.commands.group import DECREE, FILE, OFFICE, Day, known_decree, known_office, prepared
from pimpasa.fieldwork.register.commands.group import register as group
from pimpasa.fieldwork.register.commands.whole_lists import Error, apply_whole, refuse_rows, rows_of
from pimpasa.foundation.commands import AS_JSON, tell

if TYPE_CHECKING:
    from pimpasa.fieldwork.register.models import AssistedVillage

ON = click.option("--on", "day", required=True, type=Day(), help="Hari kejadiannya.")
# What a list of villages may hold besides the villages themselves.
OTHER_COLUMNS = frozenset({"decree", "since"})


@group.group(invoke_without_command=True)
@AS_JSON
@click.pass_context
def villages(context: click.Context, as_json: bool) -> None:
    """Daftar desa binaan; dengan --json satu objek per baris. Atau: usulkan, sepakati, aktifkan dari daftar."""
    if context.invoked_subcommand:
        return
    with prepared(as_json):
        from pimpasa.fieldwork.register.models import AssistedVillage

        rows = AssistedVillage.objects.select_related("village", "office", "decree").order_by("village")
        for row in rows.iterator():
            tell(as_json, _village(row), f"{row.village_id}  {row.get_state_display():<11}  {row.village.name}")


@villages.command()
@click.argument("file", type=FILE)
@OFFICE
@ON
@AS_JSON
def propose(file: Path, office_code: str, day: date, as_json: bool) -> None:
    """Usulkan semua desa dalam FILE. Yang sudah tercatat tetap."""
    with prepared(as_json):
        office = known_office(office_code)
        defaults = {"since": day.isoformat()}
        made = apply_whole("villages", file, office, as_json, leave_out=OTHER_COLUMNS, defaults=defaults)
        _told(as_json, file, "proposed", made.get("villages", 0), made["rows"])


@villages.command()
@click.argument("file", type=FILE)
@OFFICE
@ON
@AS_JSON
def agree(file: Path, office_code: str, day: date, as_json: bool) -> None:
    """Catat bahwa semua desa dalam FILE sepakat. Yang sudah lebih jauh tetap."""
    with prepared(as_json):
        from pimpasa.fieldwork.register.actions.villages import agree_village

        def move(village: "AssistedVillage") -> None:
            agree_village(village, version=None, happened_on=day, by=None)

        _move_all(file, office_code, as_json, ("proposed", "agreed"), move)


@villages.command()
@click.argument("file", type=FILE)
@OFFICE
@DECREE
@ON
@AS_JSON
def activate(file: Path, office_code: str, number: str, day: date, as_json: bool) -> None:
    """Aktifkan semua desa dalam FILE dengan satu SK. Yang sudah aktif tetap."""
    with prepared(as_json):
        from pimpasa.fieldwork.register.actions.villages import activate_village

        decree = known_decree(number, known_office(office_code))

        def move(village: "AssistedVillage") -> None:
            activate_village(village, version=None, decree=decree, launched_on=day, by=None)

        _move_all(file, office_code, as_json, ("agreed", "active"), move)


def _move_all(
    file: Path,
    office_code: str,
    as_json: bool,
    step: tuple[str, str],
    move: "Callable[[AssistedVillage], None]",
) -> None:
    """Moves each village that stands where the step begins; all or none."""
    from django.db import transaction

    from pimpasa.fieldwork.register.models import AssistedVillage

    rows = rows_of("villages", file, known_office(office_code), as_json, leave_out=OTHER_COLUMNS)
    with transaction.atomic():
        codes = [code for row in rows for code in row["villages"]]
        known = {one.village_id: one for one in AssistedVillage.objects.open().filter(village__in=codes)}
        refuse_rows(file, as_json, [error for row in rows for error in _behind(row, known, step[0])])
        due = [village for code in codes if (village := known[code]).state == step[0]]
        for village in due:
            move(village)
    _told(as_json, file, step[1], len(due), len(rows))


def _behind(row: dict[str, Any], known: "dict[str, AssistedVillage]", state: str) -> "list[Error]":
    """Why the row's village cannot take the step: unknown, or not yet where the step begins."""
    village = known.get(row["villages"][0])
    if village is None:
        return [(row["line"], "village", "Desa ini belum diusulkan.")]
    if state == "agreed" and village.state == "proposed":
        return [(row["line"], "village", "Desa ini belum sepakat.")]
    return []


def _told(as_json: bool, file: Path, state: str, moved: int, rows: int) -> None:
    words = {"proposed": "diusulkan", "agreed": "disepakati", "active": "diaktifkan"}
    answer = {"file": str(file), "rows": rows, state: moved, "unchanged": rows - moved}
    click.echo(
        json.dumps(answer) if as_json else f"{moved} desa {words[state]}, {rows - moved} sudah tercatat demikian."
    )


def _village(row: "AssistedVillage") -> dict[str, object]:
    return {
        "code": row.village_id,
        "village": row.village.name,
        "state": row.state,
        "office": row.office_id,
        "decree": row.decree.number if row.decree else None,
        "launched_on": row.launched_on.isoformat() if row.launched_on else None,
        "demonstration": row.is_demonstration,
    }
