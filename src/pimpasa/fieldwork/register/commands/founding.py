"""The founding act by commands: the decree, the inauguration of its officers, their villages, the national register."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pimpasa.fieldwork.register.commands.group import (
    DECREE,
    FILE,
    OFFICE,
    Day,
    known_decree,
    known_office,
    prepared,
    register,
)
from pimpasa.fieldwork.register.commands.whole_lists import apply_whole
from pimpasa.foundation.commands import AS_JSON, tell

if TYPE_CHECKING:
    from pimpasa.fieldwork.register.actions.decrees import DecreeText, Scan
    from pimpasa.fieldwork.register.models import Decree, Inauguration
    from pimpasa.fieldwork.register.queries import NationalRegister
    from pimpasa.regions.models import ImmigrationOffice


@register.group()
def decree() -> None:
    """SK: dasar desa binaan, pengukuhan, dan penugasan."""


@decree.command("add")
@click.argument("number", metavar="NOMOR")
@OFFICE
@click.option("--on", "dated_on", required=True, type=Day(), help="Tanggal SK.")
@click.option("--until", "ends_on", type=Day(), help="Hari terakhir berlaku, jika ada.")
@click.option("--subject", required=True, help="Tentang apa.")
@click.option("--scan", type=FILE, help="Pindaian PDF.")
@AS_JSON
def add_decree(
    number: str, office_code: str, dated_on: date, ends_on: date | None, subject: str, scan: Path | None, as_json: bool
) -> None:
    """Catat SK bernomor NOMOR. Mencatat yang sama lagi tidak mengubah apa pun."""
    with prepared(as_json):
        from pimpasa.fieldwork.register.actions.decrees import DecreeText

        text = DecreeText(" ".join(number.split()), dated_on, subject.strip(), ends_on)
        row, is_new = _decree(known_office(office_code), text, scan)
        answer = {"id": str(row.pk), "number": row.number, "office": row.office_id, "new": is_new}
        tell(as_json, answer, f"SK {row.number} {'tercatat' if is_new else 'sudah tercatat'}.")


@register.group()
def inauguration() -> None:
    """Pengukuhan Pimpasa."""


@inauguration.command("add")
@OFFICE
@DECREE
@click.option("--on", "held_on", required=True, type=Day(), help="Hari pengukuhan.")
@click.option("--place", default="", help="Tempat pengukuhan.")
@click.option("--officers", "file", required=True, type=FILE, help="Daftar: nama, surel, pangkat, kantor.")
@AS_JSON
def add_inauguration(office_code: str, number: str, held_on: date, place: str, file: Path, as_json: bool) -> None:
    """Catat pengukuhan dan semua Pimpasa dalam daftar: seluruhnya, atau tidak sama sekali."""
    with prepared(as_json):
        from django.db import transaction

        office = known_office(office_code)
        with transaction.atomic():
            _inauguration(known_decree(number, office), held_on, place, office)
            made = apply_whole(
                "officers",
                file,
                office,
                as_json,
                leave_out=frozenset({"decree", "inaugurated_on", "villages"}),
                defaults={"decree": number, "inaugurated_on": held_on.isoformat()},
            )
        answer: dict[str, object] = {name: made.get(name, 0) for name in ("rows", "officers", "inaugurated")}
        tell(as_json, answer, "{rows} baris: {officers} Pimpasa baru, {inaugurated} dikukuhkan.".format(**answer))


@register.command()
@AS_JSON
def national(as_json: bool) -> None:
    """Register nasional hari ini: Pimpasa yang dikukuhkan, desa menurut keadaan dan provinsi."""
    with prepared(as_json):
        from django.utils import timezone

        from pimpasa.fieldwork.register.queries import register_within
        from pimpasa.foundation.scope import Scope

        today = timezone.localdate()
        found = register_within(Scope(everywhere=True), today)
        if as_json:
            click.echo(json.dumps(_national(found, today), ensure_ascii=False))
            return
        click.echo(f"{found.officers} Pimpasa, {found.villages} desa binaan aktif atau mandiri.")
        for state, number in found.by_state:
            click.echo(f"  {state}: {number}")
        for row in found.provinces:
            click.echo(f"{row.code}  {row.name}: {row.villages} desa, {row.officers} Pimpasa")


def _decree(office: "ImmigrationOffice", text: "DecreeText", scan: Path | None) -> "tuple[Decree, bool]":
    """The office's decree of this number, and whether it is new. Raises ValidationError if it says otherwise."""
    from django.core.exceptions import ValidationError

    from pimpasa.fieldwork.register.actions.decrees import record_decree
    from pimpasa.fieldwork.register.models import Decree

    known = Decree.objects.filter(office=office, number__iexact=text.number).first()
    if known is None:
        return record_decree(office, text, by=None, scan=_scan(scan)), True
    if (known.dated_on, known.ends_on, known.subject) != (text.dated_on, text.ends_on, text.subject):
        raise ValidationError({"number": f"SK {text.number} sudah tercatat dengan isi lain."})
    return known, False


def _scan(file: Path | None) -> "Scan | None":
    from pimpasa.fieldwork.register.actions.decrees import Scan

    return Scan(file.name, file.read_bytes()) if file else None


def _inauguration(decree: "Decree", held_on: date, place: str, office: "ImmigrationOffice") -> "Inauguration":
    from pimpasa.fieldwork.register.actions.officers import record_inauguration
    from pimpasa.fieldwork.register.models import Inauguration

    known = Inauguration.objects.filter(decree=decree, held_on=held_on).first()
    return known or record_inauguration(decree, held_on, place, office, by=None)


def _national(found: "NationalRegister", today: date) -> dict[str, Any]:
    provinces = [
        {"code": row.code, "name": row.name, "villages": row.villages.shown, "officers": row.officers.shown}
        for row in found.provinces
    ]
    totals = {"on": today.isoformat(), "officers": found.officers, "villages": found.villages}
    return totals | {"states": dict(found.by_state), "provinces": provinces}
