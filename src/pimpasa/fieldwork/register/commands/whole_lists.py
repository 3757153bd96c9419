"""A list taken whole or not at all, as the founding commands do: one wrong row, and nothing is kept."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pimpasa.fieldwork.register.commands.lists import check_list, tell_errors, tell_progress

if TYPE_CHECKING:
    from pimpasa.fieldwork.register.models import Import
    from pimpasa.regions.models import ImmigrationOffice

NOTHING: frozenset[str] = frozenset()
Error = tuple[Any, str, str]


def apply_whole(
    kind: str,
    file: Path,
    office: "ImmigrationOffice",
    as_json: bool,
    *,
    leave_out: frozenset[str] = NOTHING,
    defaults: dict[str, str] | None = None,
) -> dict[str, int]:
    """What was made, by its name, and `rows`; ends the command with status 1 if a row is wrong or doubtful."""
    from pimpasa.fieldwork.register.imports.actions import apply_import

    kept = _checked(kind, file, office, as_json, leave_out, defaults or {})
    rows = len(kept.rows)
    applied = apply_import(kept, by=None, progress=tell_progress)
    return {"rows": rows, **applied.counts["created"]}


def rows_of(
    kind: str, file: Path, office: "ImmigrationOffice", as_json: bool, *, leave_out: frozenset[str] = NOTHING
) -> list[dict[str, Any]]:
    """The rows as read, each sure; ends the command with status 1 otherwise. Nothing is kept of them."""
    from pimpasa.fieldwork.register.imports.actions import discard_import

    kept = _checked(kind, file, office, as_json, leave_out, {})
    rows: list[dict[str, Any]] = kept.rows
    discard_import(kept, by=None)
    return rows


def refuse_rows(file: Path, as_json: bool, errors: list[Error]) -> None:
    """Ends the command with status 1 if there are any."""
    if not errors:
        return
    if as_json:
        told = [{"line": line, "column": column, "message": message} for line, column, message in errors]
        click.echo(json.dumps({"applied": False, "errors": told}, ensure_ascii=False))
    tell_errors(file, errors)
    click.echo("Tidak ada yang tersimpan.", err=True)
    sys.exit(1)


def _checked(
    kind: str,
    file: Path,
    office: "ImmigrationOffice",
    as_json: bool,
    leave_out: frozenset[str],
    defaults: dict[str, str],
) -> "Import":
    from pimpasa.fieldwork.register.imports.actions import Upload, discard_import, read_import

    upload = Upload(kind, file.name, file.read_bytes(), defaults, leave_out)
    kept = check_list(read_import(upload, office, by=None))
    if errors := [*(tuple(error) for error in kept.errors), *_doubts(kept)]:
        discard_import(kept, by=None)
        refuse_rows(file, as_json, sorted(errors))
    return kept


def _doubts(kept: "Import") -> list[Error]:
    column = "village" if kept.kind == "villages" else "villages"
    said = "Desa {village} meragukan: {reason}"
    return [(row["line"], column, said.format(**doubt)) for row in kept.rows for doubt in row["doubts"]]
