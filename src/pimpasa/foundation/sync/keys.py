from uuid import UUID

from django.db import connection


def wait_for_key(key: UUID) -> None:
    """Lets two sendings of the same record pass one after the other, until the transaction ends.

    The second then finds what the first wrote, instead of failing on the key.
    """
    number = int.from_bytes(key.bytes[8:], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
