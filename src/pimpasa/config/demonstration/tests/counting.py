"""Counting rows, table by table."""

from collections.abc import Iterable

from django.db import connection


def counts_of(tables: Iterable[str]) -> dict[str, int]:
    with connection.cursor() as cursor:
        return {table: _count(cursor, table) for table in tables}


def _count(cursor, table: str) -> int:
    cursor.execute(f'SELECT count(*) FROM "{table}"')
    return cursor.fetchone()[0]
