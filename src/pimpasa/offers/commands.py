"""`pimpasa offer`: the same check as on the page, without database or network. The file is read and never kept."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import yaml

from pimpasa.foundation.commands import AS_JSON

from .check import Check, TextTooLongError, check

_YAML = (".yaml", ".yml")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@dataclass(frozen=True)
class Given:
    """A text to check; `id` is empty for a plain text file."""

    id: str
    text: str
    line: int


@click.command()
@click.argument("path", metavar="FILE", type=FILE)
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Hari yang ditanyakan; bawaan: hari ini.")
@AS_JSON
def offer(path: Path, day: Any, as_json: bool) -> None:
    """Memeriksa tawaran kerja dalam FILE: teks biasa, atau daftar YAML dengan `id` dan `teks`."""
    for given in given_in(path):
        try:
            found = check(given.text, day.date() if day else None)
        except TextTooLongError as error:
            raise click.ClickException(f"{path.name}: baris {given.line}: teks: {error}") from error
        click.echo(as_line(given, found) if as_json else for_people(given, found))


def given_in(path: Path) -> Iterator[Given]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise click.ClickException(f"{path.name}: baris {line}: teks: bukan UTF-8.") from error
    if path.suffix.lower() not in _YAML:
        yield Given("", text, 1)
        return
    yield from _listed(path, text)


def _listed(path: Path, text: str) -> Iterator[Given]:
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise click.ClickException(f"{path.name}: baris {mark.line + 1 if mark else 1}: YAML tidak terbaca.") from error
    rows = _rows_of(node)
    if rows is None:
        raise click.ClickException(f"{path.name}: baris 1: harus daftar dengan `id` dan `teks`.")
    for row in rows:
        yield _row(path, row)


def _rows_of(node: yaml.Node | None) -> list[yaml.Node] | None:
    """The list itself, or the one under `tawaran`."""
    if isinstance(node, yaml.MappingNode):
        node = next((value for key, value in node.value if getattr(key, "value", "") == "tawaran"), None)
    return node.value if isinstance(node, yaml.SequenceNode) else None


def _row(path: Path, row: yaml.Node) -> Given:
    line = row.start_mark.line + 1
    fields = {key.value: value for key, value in row.value} if isinstance(row, yaml.MappingNode) else {}
    for name in ("id", "teks"):
        if not isinstance(fields.get(name), yaml.ScalarNode):
            raise click.ClickException(f"{path.name}: baris {line}: {name}: wajib diisi dengan teks.")
    return Given(fields["id"].value, fields["teks"].value, line)


def as_line(given: Given, found: Check) -> str:
    """One JSON object; `outcome` is for evaluation only and belongs on no page."""
    content: dict[str, Any] = {"id": given.id} if given.id else {}
    content |= {
        "outcome": found.outcome,
        "is_offer": found.is_offer,
        "danger": found.danger,
        "signs": [
            {"code": sign.code, "weight": sign.weight, "quote": sign.quote, "why": sign.why, "source": sign.source}
            for sign in found.signs
        ],
        "claims": [
            {"kind": claim.kind, "quote": claim.quote, "where": claim.where, "state": claim.state}
            for claim in found.claims
        ],
        "missing": [one.text for one in found.missing],
        "questions": list(found.questions),
        "next_steps": [step.text for step in found.next_steps],
        "version": found.version,
    }
    return json.dumps(content, ensure_ascii=False)


def for_people(given: Given, found: Check) -> str:
    lines = [given.id] if given.id else []
    lines += [f"- {sign.title}{_quoted(sign.quote)}\n  {sign.why} [{sign.source}]" for sign in found.signs]
    if not found.signs:
        lines.append("Tidak ditemukan tanda dalam teks ini, dan belum ada yang diperiksa dari isinya.")
    lines += [f"Periksa: {claim.title}{_quoted(claim.quote)}. {claim.where}" for claim in found.claims]
    lines += [f"Belum disebut: {one.text}" for one in found.missing]
    lines += [f"Tanyakan: {question}" for question in found.questions]
    lines += [f"Langkah: {step.text}" for step in found.next_steps]
    return "\n".join([*lines, ""])


def _quoted(words: str) -> str:
    return f" (\u201c{' '.join(words.split())}\u201d)" if words else ""
