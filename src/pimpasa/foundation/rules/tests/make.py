"""Builds small guides: dicts written as YAML into a folder, read back like any content."""

from copy import deepcopy
from pathlib import Path

import yaml

from pimpasa.foundation.rules import ContentErrors, Guide, load_guide
from pimpasa.foundation.rules.cases import Case, read_all_cases
from pimpasa.foundation.rules.located import Problems
from pimpasa.foundation.rules.proofs import prove

FIRST_DAY = "2020-01-01"


def option(name: str, low: int | None = None, high: int | None = None) -> dict:
    limits = {} if low is None else {"range": [low, high]}
    return {"id": name, "text": {"id": name}, **limits}


def question(name: str, *options: object, **more: object) -> dict:
    choices = [o if isinstance(o, dict) else option(str(o)) for o in options]
    return {"id": name, "text": {"id": name}, "options": choices, **more}


AGE = question("age", option("young", 0, 16), option("grown", 17, 130))
MARRIED = question("married", "no", "yes", only_if={"age": ["young"]})
REASON = question("reason", "lost", "full", "other", many="true", at_least=1)
BOOK = question("book", "old", "new")
TOY = {
    "id": "toy",
    "title": {"id": "Uji"},
    "answers_from": {"fee": FIRST_DAY, "document": FIRST_DAY, "note": FIRST_DAY},
    "patterns": ["unknown", "both", "new_only"],
    "terms": {"adult": [{"age": ["17+"]}, {"married": ["yes"]}]},
    "questions": [AGE, MARRIED, REASON, BOOK],
    "impossible": [{"when": {"office": ["new_only"], "book": ["old"]}, "text": {"id": "Hanya baru."}}],
}


def fact(name: str, kind: str = "note", **more: object) -> dict:
    stated = {"id": name, "kind": kind, "about": name, "text": {"id": name}, "from": FIRST_DAY}
    return {**stated, "source": "law", "confidence": "A", "review_by": "2030-01-01", **more}


def fee(name: str, amount: object = 100, **more: object) -> dict:
    return fact(name, "fee", **{"about": "price", "amount": amount, **more})


def write_guide(
    folder: Path, *facts: dict, offices: list[dict] = (), cases: list[dict] = (), **changes: object
) -> Path:
    """Writes a toy guide with these facts; `changes` replace fields of guide.yaml."""
    guide = {**deepcopy(TOY), **changes}
    if not any(one.get("waives") or one["kind"] == "fee" for one in facts):
        facts = (fee("base"), *facts)
    for name, value in (("guide", guide), ("facts/all", list(facts)), ("offices", offices), ("cases", cases)):
        if value:
            write_text(folder / f"{name}.yaml", yaml.safe_dump(value, sort_keys=False, allow_unicode=True))
    return folder


def write_text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def make_guide(folder: Path, *facts: dict, **changes: object) -> Guide:
    return load_guide(write_guide(folder, *facts, **changes))


def mistakes(folder: Path) -> list[str]:
    """What reading this folder complains about, each as file:line: field: message."""
    try:
        load_guide(folder)
    except ContentErrors as errors:
        return [str(error) for error in errors.errors]
    return []


def mistakes_in(folder: Path, *facts: dict, **changes: object) -> list[str]:
    return mistakes(write_guide(folder, *facts, **changes))


def findings(folder: Path, *facts: dict, **changes: object) -> str:
    """What the proofs object to."""
    return "\n".join(map(str, prove(make_guide(folder, *facts, **changes)).problems))


def read_one_case(folder: Path, case: dict) -> Case:
    problems = Problems()
    write_text(folder / "cases.yaml", yaml.safe_dump([case], sort_keys=False))
    (read,) = read_all_cases(folder, folder, problems)
    assert not problems.errors
    return read


def ids(facts: object) -> set[str]:
    return {one.id for one in facts}
