"""The command `pimpasa staff`: who may sign in."""

import sys
from typing import TYPE_CHECKING

import click

from pimpasa.foundation.commands import AS_JSON, ready, refusals, tell
from pimpasa.foundation.roles import Role

if TYPE_CHECKING:
    from pimpasa.accounts.models import User
    from pimpasa.regions.models import ImmigrationOffice, Region

FROM_STDIN = click.option("--password-stdin", is_flag=True, help="Baca kata sandi dari masukan standar.")


@click.group()
def staff() -> None:
    """Akun petugas: tambah, lihat, tutup, pasang kata sandi baru."""


@staff.command()
@click.argument("name")
@click.option("--display-name", default="", help="Nama yang tampil; tanpa ini sama dengan NAME.")
@click.option("--role", type=click.Choice(sorted(Role.values)), help="Peran. Tanpa peran, akun belum memberi hak.")
@click.option("--area", default="", metavar="KODE", help="Kode desa, kode provinsi, atau ID untuk seluruh negara.")
@click.option("--office", default="", metavar="KODE", help="Kode kantor imigrasi, untuk peran kantor.")
@FROM_STDIN
@AS_JSON
def add(
    name: str, display_name: str, role: str | None, area: str, office: str, password_stdin: bool, as_json: bool
) -> None:
    """Buka akun petugas dengan nama pengguna atau surel NAME."""
    if (area or office) and not role:
        raise click.UsageError("--area dan --office memerlukan --role.")
    password = ask_password(password_stdin)
    with ready(as_json), refusals(as_json, "password"):
        user = open_with_posting(name, display_name or name, password, role, area, office)
        hint = "" if role else " Akun ini belum punya peran."
        tell(as_json, as_row(user), f"Akun {user.username} dibuka.{hint}")


@staff.command()
@click.argument("name")
@click.option("--role", required=True, type=click.Choice(sorted(Role.values)), help="Peran.")
@click.option("--area", default="", metavar="KODE", help="Kode desa, kode provinsi, atau ID untuk seluruh negara.")
@click.option("--office", default="", metavar="KODE", help="Kode kantor imigrasi, untuk peran kantor.")
@click.option("--decree", default="", metavar="NOMOR", help="Dasar penugasan.")
@AS_JSON
def post(name: str, role: str, area: str, office: str, decree: str, as_json: bool) -> None:
    """Beri akun NAME satu penugasan lagi. Yang sudah dipegang tetap."""
    with ready(as_json), refusals(as_json):
        user = account_of(name)
        is_new = post_once(user, role, area, office, decree)
        said = "mendapat penugasan" if is_new else "sudah punya penugasan ini"
        tell(as_json, as_row(user), f"Akun {user.username} {said}.")


@staff.command("list")
@AS_JSON
def list_accounts(as_json: bool) -> None:
    """Tampilkan semua akun petugas."""
    with ready(as_json):
        from pimpasa.accounts.models import User

        for user in User.objects.prefetch_related("postings__area", "postings__office"):
            state = "terbuka" if user.is_active else "ditutup"
            roles = "; ".join(str(posting) for posting in user.postings.all())
            tell(as_json, as_row(user), f"{user.username}\t{user.display_name}\t{state}\t{roles}")


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
    with ready(as_json), refusals(as_json, "password"):
        from pimpasa.accounts.actions import set_password

        user = account_of(name)
        set_password(user, new)
        tell(as_json, as_row(user), f"Kata sandi {user.username} diganti.")


@staff.command("second-factor")
@click.argument("name")
@AS_JSON
def second_factor(name: str, as_json: bool) -> None:
    """Hapus faktor kedua akun NAME yang hilang. Untuk pengelola mesin; di kantor, dua orang memulihkannya."""
    with ready(as_json), refusals(as_json):
        from pimpasa.accounts.actions import remove_second_factor

        user = account_of(name)
        remove_second_factor(user, by=None)
        tell(as_json, as_row(user), f"Faktor kedua {user.username} dihapus.")


def open_with_posting(name: str, display_name: str, password: str, role: str | None, area: str, office: str) -> "User":
    """Both or nothing."""
    from django.db import transaction

    from pimpasa.accounts.actions import grant, open_account

    with transaction.atomic():
        user = open_account(name, display_name, password)
        if role:
            grant(user, role, area=region_of(area), office=office_of(office), by=None)
    return user


def post_once(user: "User", role: str, area: str, office: str, decree: str) -> bool:
    """Whether the posting is new; one that is held already stays."""
    from django.core.exceptions import ValidationError

    from pimpasa.accounts.actions import grant

    try:
        grant(user, role, area=region_of(area), office=office_of(office), decree=decree, by=None)
    except ValidationError as refused:
        if getattr(refused, "code", None) != "overlap":
            raise
        return False
    return True


def region_of(code: str) -> "Region | None":
    from django.core.exceptions import ValidationError

    from pimpasa.regions.models import Region

    if not code:
        return None
    if found := Region.objects.living().filter(pk=code).first():
        return found
    raise ValidationError({"area": f"Tidak ada wilayah dengan kode {code}."})


def office_of(code: str) -> "ImmigrationOffice | None":
    from django.core.exceptions import ValidationError

    from pimpasa.regions.models import ImmigrationOffice

    if not code:
        return None
    if found := ImmigrationOffice.objects.filter(pk=code, ended=False).first():
        return found
    raise ValidationError({"office": f"Tidak ada kantor dengan kode {code}."})


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
    postings = [
        {
            "role": posting.role,
            "area": posting.area_id,
            "office": posting.office_id,
            "starts_on": posting.starts_on.isoformat(),
            "ends_on": posting.ends_on.isoformat() if posting.ends_on else None,
            "revoked_on": posting.revoked_on.isoformat() if posting.revoked_on else None,
        }
        for posting in user.postings.all()
    ]
    return {
        "id": str(user.pk),
        "username": user.username,
        "display_name": user.display_name,
        "open": user.is_active,
        "postings": postings,
    }
