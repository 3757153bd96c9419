"""Every verb that the code records has words; the code itself is read, so that none is forgotten."""

import ast
from collections.abc import Iterator

import pytest

from pimpasa.config.deeds import DEEDS
from pimpasa.foundation.folders import PACKAGE

# Where the verb stands among the arguments of the function that records.
PLACES = {"record": 1, "Deed": 0}


def spoken(verb: ast.expr, names: dict[str, list[str]]) -> list[str]:
    """The verbs that an expression may give; the open part of a composed one is a star."""
    match verb:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp():
            return [*spoken(verb.body, names), *spoken(verb.orelse, names)]
        case ast.JoinedStr():
            return ["".join(part.value if isinstance(part, ast.Constant) else "*" for part in verb.values)]
        case ast.Name():
            return names.get(verb.id, [])
    return []


def named(tree: ast.Module) -> dict[str, list[str]]:
    """Names of the module that hold texts."""
    found: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                names = target.elts if isinstance(target, ast.Tuple) else [target]
                values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
                for name, value in zip(names, values, strict=False):
                    if isinstance(name, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str):
                        found.setdefault(name.id, []).append(value.value)
    return found


def recorded() -> Iterator[tuple[str, str]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        if "tests" in file.parts or not {"record(", "Deed("} & set(_calls(text := file.read_text())):
            continue
        tree = ast.parse(text)
        names = named(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in PLACES:
                place = PLACES[node.func.id]
                for verb in spoken(node.args[place], names) if len(node.args) > place else []:
                    yield verb, file.relative_to(PACKAGE).as_posix()


def _calls(text: str) -> list[str]:
    return [call for call in ("record(", "Deed(") if call in text]


def has_words(verb: str) -> bool:
    before, star, _after = verb.partition("*")
    return any(known.startswith(before) for known in DEEDS) if star else verb in DEEDS


def test_the_code_is_read():
    assert {"sign-in", "village-*", "mark-demonstration", "erase-person"} <= {verb for verb, _file in recorded()}


@pytest.mark.parametrize(("verb", "file"), sorted(set(recorded())))
def test_every_recorded_verb_has_words(verb, file):
    assert has_words(verb), f"{verb} ({file}) has no words in config/deeds.py"


def test_every_state_of_a_village_has_words():
    from pimpasa.fieldwork.register.models import AssistedVillage

    assert {f"village-{state}" for state in AssistedVillage.State.values} <= set(DEEDS)
