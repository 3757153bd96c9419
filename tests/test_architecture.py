"""Foreign keys point down, like imports; the parts and their order stand in pyproject.toml."""

import re
import tomllib
from itertools import product

import pytest
from django.apps import apps

from pimpasa.foundation.folders import CHECKOUT

# Who did it is part of every entry; that one key points up, and only to the settings' user.
EXCEPTIONS = {"audit.AuditEntry.actor"}


def layers() -> list[set[str]]:
    """From the top; parts on one line do not know each other."""
    settings = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = settings["tool"]["importlinter"]["contracts"][0]
    return [set(re.findall(r"pimpasa\.\w+", line)) for line in contract["layers"]]


def part_of(model) -> str | None:
    names = model._meta.app_config.name.split(".")
    return ".".join(names[:2]) if names[0] == "pimpasa" else None


def keys():
    for model in apps.get_models():
        if part_of(model):
            for field in model._meta.get_fields():
                if field.is_relation and not field.auto_created and part_of(field.related_model):
                    yield model, field


def height(part: str) -> int:
    return next(place for place, names in enumerate(reversed(layers())) if part in names)


def points_down(model, field) -> bool:
    here, there = part_of(model), part_of(field.related_model)
    return here == there or height(here) > height(there)


def test_every_part_stands_in_a_layer():
    known = set().union(*layers())
    assert {part_of(model) for model in apps.get_models()} - {None} <= known


def test_every_foreign_key_points_down():
    wrong = {f"{model._meta.label}.{field.name}" for model, field in keys() if not points_down(model, field)}
    assert wrong - EXCEPTIONS == set()


def test_no_exception_outlives_its_key():
    assert {f"{model._meta.label}.{field.name}" for model, field in keys()} >= EXCEPTIONS


@pytest.mark.parametrize(
    ("upper", "lower"), [("pimpasa.guidance", "pimpasa.regions"), ("pimpasa.config", "pimpasa.accounts")]
)
def test_the_order_is_read_from_the_top(upper, lower):
    assert height(upper) > height(lower)


def test_no_part_stands_twice():
    assert all(not (one & other) for (i, one), (j, other) in product(enumerate(layers()), repeat=2) if i < j)
