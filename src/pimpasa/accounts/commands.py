"""The command `pimpasa staff`: who may sign in."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
import django

from pimpasa.foundation.database.commands import told_plainly
from pimpasa.foundation.database.supervisor import running

if TYPE_CHECKING:
    from pimpasa.accounts.models import User

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
FROM_STDIN = click.option("--password-stdin", is_flag=True, help="Baca kata sandi dari masukan standar.")


@click.group()
def staff() -> None:
    """Akun petugas: tambah, lihat, tutup, pasang kata sandi baru."""


@staff.command()
@click.argument("name")
@click.option("--display-name", default="", help="Nama yang tampil; tanpa ini sama dengan NAME.")
@FROM_STDIN
@AS_JSON
def add(name: str, display_name: str, password_stdin: bool, as_json: bool) -> None:
    """Buka akun petugas dengan nama pengguna atau surel NAME."""
    password = ask_password(password_stdin)
    with ready(as_json), refusals(as_json):
        from pimpasa.accounts.actions import open_staff_account

        user = open_staff_account(name, display_name or name, password)
        tell(as_json, as_row(user), f"Akun {user.username} dibuka.")


@staff.command("list")
@AS_JSON
def list_accounts(as_json: bool) -> None:
    """Tampilkan semua akun petugas."""
    with ready(as_json):
        from pimpasa.accounts.models import User

        for user in User.objects.filter(is_staff=True):
            state = "terbuka" if user.is_active else "ditutup"
            tell(as_json, as_row(user), f"{user.username}\t{user.display_name}\t{state}")


@staff.command()
@click.argument("name")
@AS_JSON
def close(name: str, as_json: bool) -> None:
    """Tutup akun NAME. Riwayat perbuatannya tetap ada."""
    with ready(as_json), refusals(as_json):
        from pimpasa.accounts.actions import close_account

        user = account_of(name)
        close_account(user)
        tell(as_json, as_row(user), f"Akun {user.username} ditutup.")


@staff.command()
@click.argument("name")
@FROM_STDIN
@AS_JSON
def password(name: str, password_stdin: bool, as_json: bool) -> None:
    """Pasang kata sandi baru untuk akun NAME."""
    new = ask_password(password_stdin)
    with ready(as_json), refusals(as_json):
        from pimpasa.accounts.actions import set_password

        user = account_of(name)
        set_password(user, new)
        tell(as_json, as_row(user), f"Kata sandi {user.username} diganti.")


@contextmanager
def ready(as_json: bool) -> Iterator[None]:
    """Django with its database at hand; models may be imported inside only."""
    from django.db import ProgrammingError

    with told_plainly(as_json=as_json), running():
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pimpasa.config.settings")
        django.setup()
        try:
            yield
        except ProgrammingError as missing:
            # The tables are made by the first start of the site.
            raise click.ClickException("Basis data belum disiapkan. Jalankan dulu: pimpasa serve") from missing


@contextmanager
def refusals(as_json: bool) -> Iterator[None]:
    """Shows what was refused, field by field, and ends the command with status 1."""
    from django.core.exceptions import ValidationError

    try:
        yield
    except ValidationError as refused:
        fields = refused.message_dict if hasattr(refused, "error_dict") else {"password": refused.messages}
        if as_json:
            click.echo(json.dumps({"error": fields}, ensure_ascii=False))
        for field, texts in fields.items():
            click.echo(f"{field}: {' '.join(texts)}", err=True)
        sys.exit(1)


def ask_password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    answer: str = click.prompt("Kata sandi", hide_input=True, confirmation_prompt="Ulangi kata sandi", err=True)
    return answer


def account_of(name: str) -> "User":
    from django.core.exceptions import ValidationError

    from pimpasa.accounts.models import User

    try:
        return User.objects.get_by_natural_key(name)
    except User.DoesNotExist:
        raise ValidationError({"username": f"Tidak ada akun bernama {name}."}) from None


def as_row(user: "User") -> dict[str, object]:
    return {"id": str(user.pk), "username": user.username, "display_name": user.display_name, "open": user.is_active}


def tell(as_json: bool, row: dict[str, object], text: str) -> None:
    click.echo(json.dumps(row, ensure_ascii=False) if as_json else text)
