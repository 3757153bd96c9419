"""`pimpasa doctor`: what is wrong here, and what to do about it."""

import json
import platform
from collections.abc import Iterator

import click
import psycopg

from pimpasa.foundation.content import load_library
from pimpasa.foundation.database.clients import current_client
from pimpasa.foundation.database.diagnosis import Finding, answers, diagnose
from pimpasa.foundation.database.errors import DatabaseError
from pimpasa.foundation.rules import ContentErrors
from pimpasa.foundation.tasks.diagnosis import diagnose_tasks

SIGNS = {"ok": "✓", "warn": "!", "error": "✗"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Satu objek JSON.")
def doctor(as_json: bool) -> None:
    """Memeriksa pemasangan: folder, database, isi, data."""
    findings = [_machine(), *_content(), *diagnose(), *_site(), *diagnose_tasks()]
    if as_json:
        click.echo(json.dumps({"findings": [vars(finding) for finding in findings]}, ensure_ascii=False))
    else:
        for finding in findings:
            click.echo(f"{SIGNS[finding.level]} {finding.text}" + (f"\n    {finding.advice}" if finding.advice else ""))
    if any(finding.level == "error" for finding in findings):
        raise SystemExit(1)


def _machine() -> Finding:
    return Finding("ok", f"Python {platform.python_version()}, {platform.system()} {platform.machine()}.")


def _content() -> Iterator[Finding]:
    try:
        library = load_library()
    except ContentErrors as errors:
        yield Finding("error", f"Isi rusak: {len(errors.errors)} kesalahan.", str(errors.errors[0]))
        return
    facts = sum(len(guide.facts) for guide in library.guides.values())
    yield Finding("ok", f"Isi versi {library.version}: {len(library.guides)} panduan, {facts} fakta.")


def _site() -> Iterator[Finding]:
    """Who runs it. What keeps the database from answering was told before."""
    try:
        row = _installation() if answers() else None
    except (DatabaseError, psycopg.Error):
        return
    if row is None:
        yield Finding(
            "warn", "Pengelola belum disebut.", "Jalankan `pimpasa setup`; sampai itu tiap halaman memberi tahu."
        )
    elif row[1]:
        yield Finding("warn", "Situs ini peragaan.", "Untuk dipakai sungguhan: pimpasa demonstration remove")
    else:
        yield Finding("ok", f"Dikelola oleh {row[0]}.")


def _installation() -> tuple[str, bool] | None:
    with current_client().connect() as connection:
        found = connection.execute(
            "SELECT operator, is_demonstration FROM installation_installation"
            " WHERE is_demonstration OR set_up_at IS NOT NULL"
        ).fetchone()
    return (str(found[0]), bool(found[1])) if found else None
