"""Removing the demonstration: every table but the reference data is emptied, in one transaction.

Protects a real start from invented remains: it names the few tables that stay, and everything else goes, also what a
later part adds. The audit goes with it and begins anew.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from pimpasa.config.demonstration.files import note_files, settle_files
from pimpasa.config.demonstration.standing import is_demonstration_now, one_at_a_time
from pimpasa.fieldwork.models import ActivityPhoto, FindingFile, OtherProgramme
from pimpasa.foundation import installation
from pimpasa.foundation.installation.actions import unmark_demonstration
from pimpasa.regions.load import load_reference_data
from pimpasa.regions.models import JurisdictionDecision, ReferenceLoad

KEPT = frozenset(
    {
        "auth_permission",
        "django_content_type",
        "django_migrations",
        "fieldwork_otherprogramme",
        "installation_installation",
        "regions_immigrationoffice",
        "regions_officejurisdiction",
        "regions_referenceload",
        "regions_region",
    }
)
# What the tables hold from their first day.
SHIPPED_PROGRAMMES = import_module("pimpasa.fieldwork.migrations.0001_register").PROGRAMMES
# What a person asks about before agreeing; the rest hangs on these.
TOLD = {
    "accounts_user": "akun",
    "fieldwork_assistedvillage": "desa binaan",
    "fieldwork_activity": "kegiatan",
    "fieldwork_finding": "temuan",
    "consultations_consultation": "pertanyaan",
    "learning_sessionkit": "sosialisasi",
    "audit_auditentry": "catatan perbuatan",
}
TRUNCATE_GUARDS = """
    SELECT tgrelid::regclass::text, quote_ident(tgname) FROM pg_trigger
    WHERE NOT tgisinternal AND tgtype & 32 <> 0 AND tgenabled <> 'D'
"""


def remove() -> None:
    """Raises ValidationError where there is no demonstration."""
    with one_at_a_time():
        settle_files()
        if not is_demonstration_now():
            raise ValidationError(_("Di sini tidak ada peragaan. Tidak ada yang dihapus."), code="none")
        note_files(_files())
        try:
            with transaction.atomic():
                _empty()
        finally:
            installation.forget()
        settle_files()


def counts() -> dict[str, int]:
    """What goes, by name."""
    return {name: _count(table) for table, name in TOLD.items()}


def tables_to_empty() -> list[str]:
    return sorted(set(connection.introspection.table_names()) - KEPT)


def _files() -> Iterator[str]:
    for model in (ActivityPhoto, FindingFile):
        yield from model._default_manager.values_list("file", flat=True)


def _empty() -> None:
    decided = JurisdictionDecision.objects.exists()
    unmark_demonstration()
    with connection.cursor() as cursor:
        # What waits for the end of the transaction would keep the guards from being lifted.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with guards_lifted(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(_quoted(tables_to_empty()))} RESTART IDENTITY")
    OtherProgramme.objects.exclude(name__in=SHIPPED_PROGRAMMES).delete()
    OtherProgramme.objects.update(ended=False)
    if decided:
        # Somebody tried out confirming a working area: the files say again what is known.
        ReferenceLoad.objects.all().delete()
        load_reference_data()


@contextmanager
def guards_lifted() -> Iterator[None]:
    """Append-only tables refuse TRUNCATE; the guards are back before anybody else can see them gone."""
    with connection.cursor() as cursor:
        cursor.execute(TRUNCATE_GUARDS)
        guards = list(cursor.fetchall())
        for table, name in guards:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
        yield
        for table, name in guards:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {name}")


def _quoted(tables: Iterable[str]) -> list[str]:
    return [connection.ops.quote_name(table) for table in tables]


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 our own tables
        (number,) = cursor.fetchone() or (0,)
    return int(number)
