from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pimpasa.accounts.commands import office_of
from pimpasa.foundation.commands import ready, refusals

if TYPE_CHECKING:
    from pimpasa.fieldwork.register.models import Decree
    from pimpasa.regions.models import ImmigrationOffice

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class Day(click.ParamType):  # type: ignore[type-arg]  # no subscript at run time in older releases
    """A day as people write it."""

    name = "tanggal"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        from pimpasa.fieldwork.register.imports.days import read_day

        day = value if isinstance(value, date) else read_day(str(value))
        if day is None:
            self.fail(f"{value} bukan tanggal. Contoh: 2024-11-04.", param, ctx)
        return day


OFFICE = click.option("--office", "office_code", required=True, metavar="KODE", help="Kode kantor pemilik daftar.")
DECREE = click.option("--decree", "number", required=True, metavar="NOMOR", help="Nomor SK yang sudah tercatat.")


@click.group()
def register() -> None:
    """Register program: SK, desa binaan, Pimpasa, pengukuhan, penugasan, dan impor daftarnya."""


@contextmanager
def prepared(as_json: bool) -> Iterator[None]:
    with ready(as_json), refusals(as_json):
        yield


def known_office(code: str) -> "ImmigrationOffice":
    office = office_of(code)
    if office is None:
        raise click.UsageError("--office: kode kantor kosong.")
    return office


def known_decree(number: str, office: "ImmigrationOffice") -> "Decree":
    """Raises ValidationError if the office has no decree of this number."""
    from django.core.exceptions import ValidationError

    from pimpasa.fieldwork.register.models import Decree

    if found := Decree.objects.filter(office=office, number__iexact=" ".join(number.split())).first():
        return found
    raise ValidationError({"decree": f"Kantor {office.pk} belum mencatat SK {number}."})
