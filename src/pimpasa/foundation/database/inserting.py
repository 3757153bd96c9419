from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from django.db import connection
from django.db.models import Model
from django.db.models.functions import Now

BATCH = 1000
Row = TypeVar("Row", bound=Model)


def insert_rows(model: type[Row], rows: Sequence[Row]) -> None:
    """Thousands of new rows at once, each with the database's own time where the table says so."""
    if not rows:
        return
    # As a value: a default that the database works out in each row would keep Django from its fast way.
    now = _database_time()
    timed = [field.attname for field in model._meta.concrete_fields if isinstance(field.db_default, Now)]
    for row in rows:
        for name in timed:
            setattr(row, name, now)
    model._default_manager.bulk_create(rows, batch_size=BATCH)


def _database_time() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT STATEMENT_TIMESTAMP()")
        row = cursor.fetchone()
    assert row
    now: datetime = row[0]
    return now
