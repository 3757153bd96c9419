"""`pimpasa doctor`: what is wrong here, and what to do about it."""

import json
import os
import platform
from collections.abc import Iterator

import click

from pimpasa.foundation.content import load_library
from pimpasa.foundation.database.diagnosis import Finding, diagnose
from pimpasa.foundation.rules import ContentErrors

SIGNS = {"ok": "✓", "warn": "!", "error": "✗"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Satu objek JSON.")
def doctor(as_json: bool) -> None:
    """Memeriksa pemasangan: folder, database, isi, data."""
    findings = [*_machine(), *_content(), *diagnose()]
    if as_json:
        click.echo(json.dumps({"findings": [vars(finding) for finding in findings]}, ensure_ascii=False))
    else:
        for finding in findings:
            click.echo(f"{SIGNS[finding.level]} {finding.text}" + (f"\n    {finding.advice}" if finding.advice else ""))
    if any(finding.level == "error" for finding in findings):
        raise SystemExit(1)


def _machine() -> Iterator[Finding]:
    yield Finding("ok", f"Python {platform.python_version()}, {platform.system()} {platform.machine()}.")
    if not os.environ.get("PIMPASA_OPERATOR"):
        yield Finding("warn", "Pengelola belum disebut.", "Isi PIMPASA_OPERATOR; sampai itu tiap halaman memberi tahu.")


def _content() -> Iterator[Finding]:
    try:
        library = load_library()
    except ContentErrors as errors:
        yield Finding("error", f"Isi rusak: {len(errors.errors)} kesalahan.", str(errors.errors[0]))
        return
    facts = sum(len(guide.facts) for guide in library.guides.values())
    yield Finding("ok", f"Isi versi {library.version}: {len(library.guides)} panduan, {facts} fakta.")
