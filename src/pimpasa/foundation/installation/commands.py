"""The commands `pimpasa setup` and `pimpasa retention`."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

import click

from pimpasa.foundation.commands import AS_JSON, ready, refusals, tell

if TYPE_CHECKING:
    from pimpasa.foundation.installation.actions import SetUp
    from pimpasa.foundation.installation.queries import CurrentInstallation

ASKED = (
    ("operator", "Kantor yang mengelola situs ini"),
    ("office", "Kode kantor dalam daftar (boleh kosong)"),
    ("contact_name", "Siapa yang bisa ditanya tentang data (nama atau jabatan)"),
    ("contact_email", "Surel (boleh kosong)"),
    ("contact_phone", "Telepon (boleh kosong)"),
    ("contact_address", "Alamat (boleh kosong)"),
)


@click.command()
@click.option("--operator", help="Kantor yang mengelola situs ini.")
@click.option("--office", metavar="KODE", help="Kode kantor imigrasi dalam daftar.")
@click.option("--contact-name", help="Nama atau jabatan yang bisa ditanya tentang data.")
@click.option("--contact-email", help="Surel narahubung data.")
@click.option("--contact-phone", help="Telepon narahubung data.")
@click.option("--contact-address", help="Alamat narahubung data.")
@click.option("--retention", "days", multiple=True, metavar="HAL=HARI", help="Masa simpan; boleh berkali-kali.")
@click.option("--show", is_flag=True, help="Hanya tampilkan.")
@AS_JSON
def setup(days: tuple[str, ...], show: bool, as_json: bool, **typed: str | None) -> None:
    """Sebut kantor yang mengelola situs ini. Tanpa pilihan, perintah ini bertanya satu per satu."""
    changed = parsed(days)
    with ready(as_json), refusals(as_json):
        from pimpasa.foundation.installation import actions
        from pimpasa.foundation.installation.queries import read

        before = read()
        if not show:
            actions.set_up(wanted(before, typed, changed, ask=not changed and not any(typed.values())))
        now = read()
        tell(as_json, as_row(now), as_text(now))


def parsed(days: tuple[str, ...]) -> dict[str, int]:
    pairs = [one.partition("=") for one in days]
    if not all(number.isdecimal() for _subject, _sign, number in pairs):
        raise click.BadParameter("tulis seperti imports=30.", param_hint="--retention")
    return {subject.strip(): int(number) for subject, _sign, number in pairs}


def wanted(before: CurrentInstallation, typed: dict[str, str | None], days: dict[str, int], *, ask: bool) -> SetUp:
    """What stands now, changed by the options, or by the answers where no option was given."""
    from django.core.exceptions import ValidationError

    from pimpasa.foundation.installation.actions import SetUp

    if before.is_demonstration:
        raise ValidationError("Situs ini masih peragaan. Hapus dulu dengan: pimpasa demonstration remove")
    now = {"operator": before.operator, "office": before.office_code} | {
        f"contact_{name}": value for name, value in asdict(before.contact).items()
    }
    new = {name: now[name] if value is None else value for name, value in typed.items()}
    if ask:
        new = asked(new)
    contact = replace(
        before.contact, **{n.removeprefix("contact_"): v for n, v in new.items() if n.startswith("contact_")}
    )
    return SetUp(new["operator"], new["office"], contact, {**dict(before.changed_days), **days})


def asked(new: dict[str, str]) -> dict[str, str]:
    """Each answer by a question; Enter keeps what stands. The office's own name is offered once its code is known."""
    from django.conf import settings
    from django.utils.module_loading import import_string

    answers = dict(new)
    answers["office"] = click.prompt(dict(ASKED)["office"], default=new["office"], err=True)
    found = import_string(settings.OFFICE_NAME)(answers["office"]) if answers["office"] else None
    for name, question in ASKED:
        if name != "office":
            default = new[name] or (found or "" if name == "operator" else "")
            answers[name] = click.prompt(question, default=default, err=True)
    return answers


def as_row(site: CurrentInstallation) -> dict[str, object]:
    from pimpasa.foundation.retention import rules

    return {
        "operator": site.operator,
        "office": site.office_code,
        "contact": asdict(site.contact),
        "is_demonstration": site.is_demonstration,
        "set_up_at": site.set_up_at.isoformat() if site.set_up_at else None,
        "retention": {subject: site.retention(subject) for subject in rules()},
    }


def as_text(site: CurrentInstallation) -> str:
    from pimpasa.foundation.retention import rules

    standing = "peragaan" if site.is_demonstration else site.operator or "belum disebut; tiap halaman memberi tahu"
    reached = "; ".join(value for value in asdict(site.contact).values() if value)
    days = [f"  {name}: {site.retention(name)} hari. {rule.title}. {rule.why}" for name, rule in rules().items()]
    return "\n".join(
        [f"Pengelola: {standing}", f"Narahubung data: {reached or 'belum disebut'}", "Masa simpan:", *days]
    )


@click.group()
def retention() -> None:
    """Masa simpan data: hapus yang sudah lewat."""


@retention.command()
@click.option("--dry-run", is_flag=True, help="Hanya hitung, jangan hapus.")
@AS_JSON
def run(dry_run: bool, as_json: bool) -> None:
    """Hapus semua yang melewati masa simpannya. Dijalankan sendiri tiap hari."""
    with ready(as_json):
        from pimpasa.foundation.installation import retention_run

        done = retention_run.run(dry_run=dry_run)
        word = "akan dihapus" if dry_run else "dihapus"
        lines = [f"{one.subject}: {one.count} {word} (lebih lama dari {one.days} hari)" for one in done]
        tell(as_json, {"dry_run": dry_run, "erased": [asdict(one) for one in done]}, "\n".join(lines))
