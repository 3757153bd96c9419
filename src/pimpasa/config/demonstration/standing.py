"""What the installation is, straight from its row: loading and removing must not trust a minute-old memory."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from pimpasa.accounts.models import User
from pimpasa.fieldwork.models import Activity, AssistedVillage, Decree
from pimpasa.foundation.installation.models import Installation

# Any number will do, as long as nothing else in this database takes the same lock.
LOCK = 7_301_447
REAL = {"akun": User, "SK": Decree, "desa binaan": AssistedVillage, "kegiatan": Activity}


def is_demonstration_now() -> bool:
    return Installation.objects.filter(is_demonstration=True).exists()


def is_untouched() -> bool:
    """Nobody has set it up, loaded or removed anything: the row comes with the first of these."""
    return not Installation.objects.exists() and not what_is_real()


def what_is_real() -> dict[str, int]:
    """What stands in the way of a demonstration, by name."""
    found = {name: model._default_manager.count() for name, model in REAL.items()}
    found["pemasangan yang sudah dikelola"] = Installation.objects.filter(set_up_at__isnull=False).count()
    return {name: number for name, number in found.items() if number}


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two who load or remove at once wait for one another, on whatever machine."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
