"""`pimpasa content check`: proofs, worked cases, and what needs a person's eye."""

import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.utils.module_loading import import_string

from pimpasa.foundation import rules
from pimpasa.foundation.content import Library, load_library, read_library
from pimpasa.foundation.content.check import check_library
from pimpasa.foundation.content.lessons.standing import standing
from pimpasa.foundation.content.library import cases_of
from pimpasa.foundation.folders import shipped
from pimpasa.foundation.rules import ContentErrors, Guide, load_guide
from pimpasa.foundation.rules.guide import fingerprint_of
from pimpasa.foundation.rules.mutation import score

from .commands import ANSWER_INVALID, Day, refuse
from .content_reports import guide_data, lesson_data, print_reports
from .offices import office_of

# Of all single mistakes in a fact that make a difference, this share at least must be noticed.
LEAST_CAUGHT = 0.95
PARTS = 24
# Beside the content, and reviewed with it: whoever changes a fact or the rules tries all mistakes anew.
KEPT = "mutations.json"


@click.group()
def content() -> None:
    """Memeriksa isi: fakta, sumber, panduan, pelajaran."""


@content.command()
@click.option("--folder", type=click.Path(exists=True, file_okay=False), help="Folder isi; bawaan: yang terpasang.")
@click.option("--on", "day", type=Day(), help="Hari pembanding tinjauan; bawaan: hari ini.")
@click.option("--mutations", is_flag=True, help="Uji juga: apakah tiap kesalahan satu fakta tertangkap?")
@click.option("--list", "listing", is_flag=True, help="Sebut fakta satu per satu, bukan jumlahnya saja.")
@click.option("--json", "as_json", is_flag=True, help="Satu objek JSON.")
def check(folder: str | None, day: date | None, mutations: bool, listing: bool, as_json: bool) -> None:
    """Membuktikan semua panduan dan mendaftar yang perlu ditinjau."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pimpasa.config.settings")
    try:
        library = read_library(Path(folder)) if folder else load_library()
        if not library.guides:
            refuse("content", "Tidak ada panduan di folder itu. Panduan ada di guides/NAMA/guide.yaml.", as_json)
        on = day or date.today()
        reports = check_library(library, on, office_of)
        for read in settings.CONTENT_READERS:
            import_string(read)(library)
    except ContentErrors as errors:
        refuse("content", str(errors), as_json, errors=[vars(error) for error in errors.errors])
    data = [guide_data(report) for report in reports]
    lessons = [lesson_data(standing(lesson, library, on)) for lesson in library.lessons.values()]
    if mutations:
        scores = mutation_scores(library, [report.guide for report in reports])
        for entry in data:
            entry["mutations"] = scores[entry["guide"]]
    if as_json:
        whole = {"version": library.version, "guides": data, "lessons": lessons}
        click.echo(json.dumps(whole, ensure_ascii=False, indent=2))
    else:
        print_reports(data, lessons, listing)
    shares = [entry["mutations"]["share"] for entry in data if "mutations" in entry]
    if any(report.problems for report in reports) or any(share < LEAST_CAUGHT for share in shares):
        raise SystemExit(ANSWER_INVALID)


def mutation_scores(library: Library, guides: list[Guide]) -> dict[str, Any]:
    """Minutes of work for an edition that nobody has tried yet; of one that was tried, the scores that were kept."""
    kept, edition = library.root / KEPT, edition_of(library)
    known = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else {}
    if known.get("edition") == edition:
        return dict(known["scores"])
    scores = {guide.id: _mutations(library, guide) for guide in guides}
    with suppress(OSError):  # a folder that cannot be written only means trying again
        kept.write_text(json.dumps({"edition": edition, "scores": scores}, indent=1) + "\n", encoding="utf-8")
    return scores


def edition_of(library: Library) -> str:
    """Names all that the scores depend on: guides, the sources they lean on, offices, and the rules library itself."""
    facts = {fact.source for guide in library.guides.values() for fact in guide.facts}
    used = facts | {sold.source for guide in library.guides.values() for sold in guide.availability}
    sources = [library.root / "sources" / f"{name}.yaml" for name in sorted(used)]
    code = sorted(Path(rules.__file__).parent.glob("*.py"))
    files = [*sources, *code, shipped("data") / "immigration_offices.csv"]
    guides = [guide.fingerprint.encode() for guide in library.guides.values()]
    return fingerprint_of([*guides, *(file.read_bytes() for file in files)])


def _mutations(library: Library, found: Guide) -> dict[str, object]:
    """Shared out over the processors: every fact can be judged by itself."""
    ids = list(found.by_id)
    parts = [(library.root, found.id, ids[start::PARTS]) for start in range(PARTS)]
    with (
        ProcessPoolExecutor() as pool,
        click.progressbar(length=len(ids), label=f"Mutasi {found.id}", file=sys.stderr) as bar,
    ):
        scores = []
        for part, result in zip(parts, pool.map(_score_part, parts), strict=True):
            scores.append(result)
            bar.update(len(part[2]))
    caught, survived = sum(one.caught for one in scores), [name for one in scores for name in one.survived]
    return {
        "caught": caught,
        "survived": survived,
        "without_effect": sum(one.without_effect for one in scores),
        "share": round(caught / max(1, caught + len(survived)), 4),
    }


@dataclass(frozen=True)
class PartScore:
    caught: int
    survived: tuple[str, ...]
    without_effect: int


def _score_part(part: tuple[Path, str, list[str]]) -> PartScore:
    root, guide_id, ids = part
    guide = load_guide(root / "guides" / guide_id, root)
    result = score(guide, cases_of(guide, root), office_of, [guide.by_id[name] for name in ids])
    survived = tuple(f"{mutant.fact.id}: {mutant.what}" for mutant in result.survived)
    return PartScore(result.caught, survived, result.without_effect)
