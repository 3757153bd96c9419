"""`pimpasa content check`: proofs, worked cases, and what needs a person's eye."""

import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from pimpasa.foundation.content import load_library, read_library
from pimpasa.foundation.content.check import GuideReport, check_library
from pimpasa.foundation.rules import ContentErrors, Fact, Guide
from pimpasa.foundation.rules.cases import Case
from pimpasa.foundation.rules.mutation import score

from .commands import ANSWER_INVALID, Day, refuse
from .offices import office_of


@click.group()
def content() -> None:
    """Memeriksa isi: fakta, sumber, panduan."""


@content.command()
@click.option("--folder", type=click.Path(exists=True, file_okay=False), help="Folder isi; bawaan: yang terpasang.")
@click.option("--on", "day", type=Day(), help="Hari pembanding tinjauan; bawaan: hari ini.")
@click.option("--mutations", is_flag=True, help="Uji juga: apakah tiap kesalahan satu fakta tertangkap?")
@click.option("--list", "listing", is_flag=True, help="Sebut fakta satu per satu, bukan jumlahnya saja.")
@click.option("--json", "as_json", is_flag=True, help="Satu objek JSON.")
def check(folder: str | None, day: date | None, mutations: bool, listing: bool, as_json: bool) -> None:
    """Membuktikan semua panduan dan mendaftar yang perlu ditinjau."""
    try:
        library = read_library(Path(folder)) if folder else load_library()
        if not library.guides:
            refuse("content", "Tidak ada panduan di folder itu. Panduan ada di guides/NAMA/guide.yaml.", as_json)
        reports = check_library(library, day or date.today(), office_of)
    except ContentErrors as errors:
        refuse("content", str(errors), as_json, errors=[vars(error) for error in errors.errors])
    data = [report_data(report) for report in reports]
    if mutations:
        for entry, report in zip(data, reports, strict=True):
            entry["mutations"] = _mutations(report.guide, library.cases(report.guide))
    if as_json:
        click.echo(json.dumps({"version": library.version, "guides": data}, ensure_ascii=False, indent=2))
    else:
        _print_reports(data, listing)
    if any(report.problems for report in reports):
        raise SystemExit(ANSWER_INVALID)


def _mutations(found: Guide, cases: list[Case]) -> dict[str, object]:
    label = f"Mutasi {found.id}"
    with click.progressbar(length=len(found.facts), label=label, file=sys.stderr) as bar:
        result = score(found, cases, office_of, lambda _: bar.update(1))
    return {
        "caught": result.caught,
        "survived": [f"{mutant.fact.id}: {mutant.what}" for mutant in result.survived],
        "without_effect": result.without_effect,
        "share": round(result.share, 4),
    }


def report_data(report: GuideReport) -> dict[str, object]:
    return {
        "guide": report.guide.id,
        "questions": len(report.guide.questions),
        "facts": len(report.guide.facts),
        "days": report.proof.days,
        "sections": report.proof.sections,
        "nodes": report.proof.nodes,
        "paths": report.proof.paths,
        "cases": report.cases,
        "problems": [str(problem) for problem in report.problems],
        "due_for_review": _ids(report.due_for_review),
        "contested": _ids(report.contested),
        "announced": _ids(report.announced),
        "weakly_sourced": _ids(report.weakly_sourced),
        "untranslated": _ids(report.untranslated),
    }


def _print_reports(data: list[dict[str, object]], listing: bool) -> None:
    for entry in data:
        click.secho(f"\n{entry['guide']}", bold=True)
        for name, value in entry.items():
            if name == "guide":
                continue
            count = len(value) if isinstance(value, list) else value
            click.echo(f"  {name:<16}{count}")
            if isinstance(value, list) and (listing or name == "problems"):
                for line in value:
                    click.echo(f"    {line}")


def _ids(facts: Iterable[Fact]) -> list[str]:
    return [fact.id for fact in facts]
