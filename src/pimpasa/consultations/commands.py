"""The command `pimpasa consultations`: what a scheduler of the machine runs, and the figures."""

import dataclasses
import json
from calendar import monthrange
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from pimpasa.foundation.commands import AS_JSON, ready

if TYPE_CHECKING:
    from pimpasa.consultations.figures import Figures, Waiting
    from pimpasa.foundation.scope import Scope


@click.group()
def consultations() -> None:
    """Tanya orang: hal yang dijalankan penjadwal mesin, dan angka sebulan."""


@consultations.command()
@AS_JSON
def tend(as_json: bool) -> None:
    """Teruskan yang tidak lagi punya pembaca, tutup yang lama diam, hapus kontak yang lewat 30 hari."""
    with ready(as_json):
        from django.utils import timezone

        from pimpasa.consultations.actions.tending import tend as tend_now

        done = tend_now(timezone.now())
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(done)))
    else:
        click.echo(f"{done.passed_on} diteruskan, {done.closed} ditutup, {done.erased} kontak dihapus.")


@consultations.command()
@click.option("--month", type=click.DateTime(["%Y-%m"]), required=True, help="Bulan, misalnya 2026-11.")
@click.option("--area", default="", metavar="KODE", help="Kode desa, kabupaten, atau provinsi; bawaan: semua.")
@click.option("--office", default="", metavar="KODE", help="Kode kantor: wilayah kerjanya yang sudah dipastikan.")
@AS_JSON
def figures(month: datetime, area: str, office: str, as_json: bool) -> None:
    """Angka satu bulan: yang dijawab di desa, lama menunggu jawaban pertama menurut topik dan kantor."""
    if area and office:
        raise click.UsageError("Pilih --area atau --office, tidak keduanya.")
    first = month.date()
    last = date(first.year, first.month, monthrange(first.year, first.month)[1])
    with ready(as_json):
        from pimpasa.consultations.figures import figures_of

        found = figures_of(_scope(area, office), first, last)
    click.echo(json.dumps(_as_row(found), default=str) if as_json else _for_people(found))


def _scope(area: str, office: str) -> "Scope":
    from pimpasa.accounts.access import confirmed_regencies
    from pimpasa.foundation.scope import Scope
    from pimpasa.regions.models import ImmigrationOffice, Region

    if area and not Region.objects.filter(pk=area).exists():
        raise click.UsageError(f"--area: kode {area!r} tidak ada.")
    if office and not ImmigrationOffice.objects.filter(pk=office).exists():
        raise click.UsageError(f"--office: kode {office!r} tidak ada.")
    if office:
        return Scope(areas=confirmed_regencies(frozenset({office})), offices=frozenset({office}))
    return Scope(areas=frozenset({area})) if area and area != "ID" else Scope(everywhere=True)


def _as_row(found: "Figures") -> dict[str, object]:
    return {**dataclasses.asdict(found), "share_in_village": found.share_in_village}


def _for_people(found: "Figures") -> str:
    share = "-" if found.share_in_village is None else f"{found.share_in_village:.0%}"
    lines = [
        f"{found.asked} pertanyaan, {found.answered} dijawab, {found.waiting_without_answer} masih menunggu.",
        f"Dijawab di desa (agen desa atau Pimpasa): {found.answered_in_village} ({share}).",
        f"Menunggu jawaban pertama, nilai tengah: {_hours(found.median_hours)}.",
        *_table("Menurut topik", found.by_topic),
        *_table("Menurut kantor", found.by_office),
    ]
    return "\n".join(lines)


def _table(title: str, rows: "tuple[Waiting, ...]") -> list[str]:
    return [f"{title}:", *map(_line, rows)] if rows else []


def _line(row: "Waiting") -> str:
    return f"  {row.name or '(tanpa)'}: n={row.asked}, dijawab {row.answered}, {_hours(row.median_hours)}"


def _hours(hours: float | None) -> str:
    return "belum ada" if hours is None else f"{hours:.1f} jam".replace(".", ",")
