"""What `pimpasa doctor` tells about the tasks and the chain they seal. Looks only; needs no Django."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psycopg
from psycopg.rows import TupleRow

from pimpasa.foundation.database.clients import current_client
from pimpasa.foundation.database.diagnosis import Finding, answers
from pimpasa.foundation.database.errors import DatabaseError

# The sealing runs every minute; a machine just switched on gets the time to begin.
LONG = timedelta(minutes=10)
LAST = "SELECT max(succeeded_at) FROM tasks_taskrun"
FAILING = """
    SELECT name, error FROM tasks_taskrun
    WHERE failed_at IS NOT NULL AND (succeeded_at IS NULL OR failed_at > succeeded_at) ORDER BY name
"""
BROKEN = "SELECT trouble FROM audit_auditcheck ORDER BY checked_at DESC LIMIT 1"


def diagnose_tasks() -> list[Finding]:
    """Nothing when the database does not answer: that was told before."""
    try:
        if not answers():
            return []
        with current_client().connect() as connection:
            return [*_running(connection), *_failing(connection), *_chain(connection)]
    except (DatabaseError, psycopg.Error):
        return []


def _running(connection: psycopg.Connection[TupleRow]) -> Iterator[Finding]:
    row = connection.execute(LAST).fetchone()
    last = row[0] if row else None
    if last and datetime.now(UTC) - last < LONG:
        yield Finding("ok", "Tugas berkala berjalan.")
        return
    since = f"sejak {last.astimezone():%Y-%m-%d %H:%M}" if last else "dan belum pernah berjalan"
    yield Finding(
        "warn",
        f"Tugas berkala tidak berjalan {since}.",
        "Jalankan `pimpasa serve` tanpa --no-tasks, atau `pimpasa tasks`.",
    )


def _failing(connection: psycopg.Connection[TupleRow]) -> Iterator[Finding]:
    for name, error in connection.execute(FAILING).fetchall():
        yield Finding("warn", f"Tugas {name} gagal ({error}).", "Lihat catatan server. Tugas dicoba lagi nanti.")


def _chain(connection: psycopg.Connection[TupleRow]) -> Iterator[Finding]:
    row = connection.execute(BROKEN).fetchone()
    if row and row[0]:
        yield Finding("error", f"Catatan perbuatan tidak utuh ({row[0]}).", "Jalankan `pimpasa audit verify`.")
