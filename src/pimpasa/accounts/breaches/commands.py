"""The command `pimpasa breach`: who could be hurt by a leak."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pimpasa.foundation.commands import AS_JSON, ready, refusals, tell

if TYPE_CHECKING:
    from pimpasa.accounts.breaches.affected import Affected, Incident

MOMENT = click.DateTime(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"])


@click.group()
def breach() -> None:
    """Kebocoran data: siapa yang terkena dan lewat siapa diberi tahu."""


@breach.command("list")
@click.option("--since", type=MOMENT, help="Sejak kapan data bisa dibaca: 2026-11-24 atau 2026-11-24T08:30.")
@click.option("--until", type=MOMENT, help="Sampai kapan; tanpa ini sampai sekarang.")
@click.option("--account", default="", metavar="USERNAME", help="Akun ini dikuasai orang lain.")
@click.option("--office", default="", metavar="KODE", help="Hanya kantor ini.")
@click.option("--photos", is_flag=True, help="Hanya foto wajah.")
@click.option("--backup", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Cadangan ini bocor.")
@click.option("--csv", "csv_file", type=click.Path(dir_okay=False, path_type=Path), help="Tulis juga ke berkas CSV.")
@AS_JSON
def list_affected(
    since: datetime | None,
    until: datetime | None,
    account: str,
    office: str,
    photos: bool,
    backup: Path | None,
    csv_file: Path | None,
    as_json: bool,
) -> None:
    """Tampilkan siapa yang terkena. Kirim kabar lewat orang yang disebut, tanpa menyebut perkara."""
    if sum(map(bool, (account, office, photos, backup))) > 1:
        raise click.UsageError("Pilih satu saja: --account, --office, --photos, atau --backup.")
    if since is None and backup is None:
        raise click.UsageError("Sebut --since, atau --backup dengan berkas yang bocor.")
    with ready(as_json), refusals(as_json):
        affected = listed(incident(since, until, account, office, photos, backup))
        if csv_file:
            from pimpasa.accounts.breaches.listing import as_csv

            csv_file.write_text(as_csv(affected), encoding="utf-8")
        lines = [f"{one.name} ({one.username or one.kind}): {one.held}. Lewat: {one.through}" for one in affected]
        text = "\n".join(lines) or "Tidak ada yang terkena."
        tell(as_json, {"affected": [asdict(one) for one in affected]}, text)


def incident(
    since: datetime | None, until: datetime | None, account: str, office: str, photos: bool, backup: Path | None
) -> Incident:
    """A backup holds what there was up to the moment it was written."""
    from django.core.exceptions import ValidationError
    from django.utils import timezone

    from pimpasa.accounts.breaches.affected import Incident
    from pimpasa.accounts.commands import account_of, office_of

    end = timezone.make_aware(until) if until else timezone.now()
    if backup:
        end = datetime.fromtimestamp(backup.stat().st_mtime, tz=timezone.get_current_timezone())
    start = timezone.make_aware(since) if since else end
    if end < start:
        raise ValidationError({"until": "Waktu ini mendahului --since."})
    office_of(office)
    username = account_of(account).username if account else ""
    reach = "backup" if backup else "photos" if photos else "office" if office else "account" if account else "sessions"
    return Incident(start, end, reach, username, office)


def listed(what: Incident) -> list[Affected]:
    """Gathering what lies apart is an event, for the operator at the machine too."""
    from django.db import transaction

    from pimpasa.accounts.breaches.affected import affected_by
    from pimpasa.foundation.audit.actions import record
    from pimpasa.foundation.installation.models import THE_ONE, Installation

    with transaction.atomic():
        affected = affected_by(what)
        record(None, "list-affected", Installation(pk=THE_ONE), reach=what.reach, count=len(affected))
    return affected
