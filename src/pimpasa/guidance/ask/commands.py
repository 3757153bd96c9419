"""`pimpasa ask`: the same understanding and answer as on the page, without a database unless a village is named."""

import csv
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .answering import Answer, answer
from .understand import Understanding, understand

if TYPE_CHECKING:
    from pimpasa.guidance.local.models import LocalAnswer

COLUMN = "question"
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("text", required=False)
@click.option(
    "--file", "path", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="CSV dengan kolom question."
)
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Hari yang ditanyakan; bawaan: hari ini.")
@click.option("--confirmed", is_flag=True, help="Yang dipahami sudah benar: tunjukkan juga biayanya.")
@click.option("--village", default="", metavar="KODE", help="Kode desa: jawaban kantor untuk desa itu ikut tampil.")
@click.option("--json", "as_json", is_flag=True, help="Satu objek JSON per baris.")
def ask(text: str | None, path: Path | None, day: Any, confirmed: bool, village: str, as_json: bool) -> None:
    """Menjawab pertanyaan sehari-hari TEXT tentang paspor dan kerja ke luar negeri."""
    if (text is None) == (path is None):
        raise click.UsageError("Tulis satu pertanyaan, atau --file BERKAS.csv.")
    on = day.date() if day else date.today()
    show = _as_json if as_json else _for_people
    with _local(village, as_json) as local:
        for question in [text] if text is not None else _questions(path):
            understanding = understand(question or "")
            click.echo(show(understanding, answer(understanding, on, confirmed=confirmed), local(understanding)))


@contextmanager
def _local(village: str, as_json: bool) -> Iterator[Callable[[Understanding], list["LocalAnswer"]]]:
    """What offices answer in the village; it alone needs the database."""
    if not village:
        yield lambda _found: []
        return
    from pimpasa.foundation.commands import ready

    with ready(as_json):
        from pimpasa.guidance.local.finding import local_answers_for
        from pimpasa.regions.gazetteer import gazetteer

        if gazetteer().place(village) is None:
            raise click.UsageError(f"--village: kode desa {village!r} tidak ada.")
        yield lambda found: local_answers_for(found.text, found.topic, village)


def _questions(path: Path | None) -> Iterator[str]:
    assert path is not None
    csv.field_size_limit(50_000_000)
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = csv.DictReader(file)
        if COLUMN not in (rows.fieldnames or ()):
            raise click.UsageError(f"{path.name}: baris 1: kolom `{COLUMN}` tidak ada.")
        for row in rows:
            yield row[COLUMN] or ""


def _as_json(understanding: Understanding, found: Answer, local: list["LocalAnswer"]) -> str:
    return json.dumps(
        {
            "question": understanding.text,
            "topic": understanding.topic,
            "confidence": understanding.confidence,
            "abstained": understanding.abstained,
            "emergency": understanding.emergency,
            "answer": found.text,
            "facts": [fact.id for fact in found.facts],
            "local_answers": [_local_row(one) for one in local],
            "understood": [vars(item) for item in understanding.prefilled],
            "must_confirm": understanding.must_confirm,
            "asks": list(understanding.asks),
            "guide": understanding.guide,
            "start": dict(understanding.start),
            "runner_up": understanding.runner_up,
            "matched_words": list(understanding.matched_words),
        },
        ensure_ascii=False,
    )


def _local_row(one: "LocalAnswer") -> dict[str, str]:
    return {
        "id": str(one.pk),
        "question": one.question,
        "answer": one.answer,
        "office": one.published_for,
        "source": one.source,
        "published_on": str(one.published_on),
        "valid_until": str(one.valid_until),
    }


def _for_people(understanding: Understanding, found: Answer, local: list["LocalAnswer"]) -> str:
    lines = [found.text]
    if local:
        from pimpasa.guidance.local.wording import all_marked

        lines.append("\n" + all_marked(local))
    if understanding.prefilled:
        lines.append("\nKami memahami dari kata-kata Anda:")
        lines += [f"- {item.question} = {item.option} (\u201c{item.quote}\u201d)" for item in understanding.prefilled]
    if understanding.guide and (understanding.prefilled or not understanding.abstained):
        lines.append(f"\nTeruskan: pimpasa guide {understanding.guide}{_given(understanding)}")
    return "\n".join(lines)


def _given(understanding: Understanding) -> str:
    return "".join(f" -a {item.question}={item.option}" for item in understanding.prefilled)
