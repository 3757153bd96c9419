"""The command `pimpasa people`: what is held on a person, correcting it, erasing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pimpasa.accounts.commands import account_of
from pimpasa.foundation.commands import AS_JSON, ready, refusals, tell

if TYPE_CHECKING:
    from pimpasa.foundation.personal_data import Holding


@click.group()
def people() -> None:
    """Data tentang orang: cari, lihat semua yang disimpan, perbaiki, hapus."""


@people.command()
@click.argument("name")
@AS_JSON
def find(name: str, as_json: bool) -> None:
    """Cari orang yang namanya, surelnya, atau nama piagamnya memuat NAME."""
    with ready(as_json):
        from pimpasa.accounts.models import User
        from pimpasa.foundation.personal_data import known_as

        found = User.objects.filter(pk__in=known_as(name))
        rows = [{"username": one.username, "name": one.display_name, "open": one.is_active} for one in found]
        text = "\n".join(f"{row['username']}\t{row['name']}" for row in rows) or "Tidak ada orang yang cocok."
        tell(as_json, {"people": rows}, text)


@people.command("list-data")
@click.argument("username")
@AS_JSON
def list_data(username: str, as_json: bool) -> None:
    """Tampilkan semua yang disimpan tentang USERNAME, dan di mana letaknya."""
    with ready(as_json), refusals(as_json):
        from pimpasa.accounts.personal_data.reading import read_person
        from pimpasa.foundation.personal_data import as_plain

        holdings = read_person(account_of(username), by=None)
        answer: dict[str, object] = {"username": username, "holdings": [as_plain(holding) for holding in holdings]}
        tell(as_json, answer, "\n".join(as_text(holding) for holding in holdings))


def as_text(holding: Holding) -> str:
    from pimpasa.foundation.personal_data import in_words

    rows = ["; ".join(f"{name}: {in_words(value)}" for name, value in row.items()) for row in holding.values]
    return "\n".join([f"{holding.title}: {holding.count} ({holding.where})", *(f"  {row}" for row in rows)])


@people.command()
@click.argument("username")
@click.option("--name", help="Nama yang benar.")
@click.option("--email", help="Surel yang benar; dengan ini orangnya masuk.")
@AS_JSON
def correct(username: str, name: str | None, email: str | None, as_json: bool) -> None:
    """Perbaiki nama atau surel USERNAME. Nama pada piagam diperbaiki di halaman Pimpasa-nya."""
    if name is None and email is None:
        raise click.UsageError("Sebut --name atau --email.")
    with ready(as_json), refusals(as_json):
        from pimpasa.accounts.personal_data.correcting import correct_person

        user = correct_person(account_of(username), name=name, email=email)
        tell(as_json, {"username": user.username, "name": user.display_name}, f"Tersimpan: {user.username}.")


@people.command()
@click.argument("username")
@click.option("--yes", is_flag=True, help="Jangan bertanya lagi.")
@AS_JSON
def erase(username: str, yes: bool, as_json: bool) -> None:
    """Hapus data pribadi USERNAME untuk selamanya. Perbuatannya tetap tercatat dengan nama samaran."""
    if not yes:
        typed = click.prompt(f"Ini tidak bisa dibatalkan. Ketik {username} untuk menghapus", default="", err=True)
        if typed != username:
            raise click.UsageError("Tidak sama. Tidak ada yang dihapus.")
    with ready(as_json), refusals(as_json):
        from pimpasa.accounts.personal_data.erasing import erase_person

        erasure = erase_person(account_of(username))
        kept = "Cadangan lama masih memuatnya sampai dibuang."
        tell(as_json, {"pseudonym": erasure.pseudonym}, f"Dihapus. Kini tertulis: {erasure.pseudonym}. {kept}")
