"""What commands of all parts share: Django with its database at hand, refusals told field by field, answers as JSON."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
import django

from pimpasa.foundation.database.commands import tell, told_plainly
from pimpasa.foundation.database.supervisor import running

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")

__all__ = ["AS_JSON", "ready", "refusals", "tell"]


@contextmanager
def ready(as_json: bool) -> Iterator[None]:
    """Django with its database at hand; models may be imported inside only."""
    from django.db import ProgrammingError

    with told_plainly(as_json=as_json), running():
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pimpasa.config.settings")
        django.setup()
        try:
            yield
        except ProgrammingError as missing:
            # The tables are made by the first start of the site.
            raise click.ClickException("Basis data belum disiapkan. Jalankan dulu: pimpasa serve") from missing


@contextmanager
def refusals(as_json: bool, field: str = "data") -> Iterator[None]:
    """Shows what was refused, field by field, and ends the command with status 1; `field` names what has no field."""
    from django.core.exceptions import ValidationError

    try:
        yield
    except ValidationError as refused:
        fields = refused.message_dict if hasattr(refused, "error_dict") else {field: refused.messages}
        if as_json:
            click.echo(json.dumps({"error": fields}, ensure_ascii=False))
        for name, texts in fields.items():
            click.echo(f"{name}: {' '.join(texts)}", err=True)
        sys.exit(1)
