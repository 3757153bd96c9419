"""Finds every action by itself, so that none is forgotten."""

from collections.abc import Iterator
from importlib import import_module
from inspect import isfunction
from pkgutil import walk_packages
from types import ModuleType

# By which name each module of actions stands in the table.
PARTS = {
    "pimpasa.accounts.actions": "accounts",
    "pimpasa.accounts.breaches.actions": "breaches",
    "pimpasa.regions.sheets.actions": "regions.sheets",
    "pimpasa.regions.jurisdictions.actions": "regions.jurisdictions",
    "pimpasa.fieldwork.register.actions.assignments": "register.assignments",
    "pimpasa.fieldwork.register.actions.decrees": "register.decrees",
    "pimpasa.fieldwork.register.actions.officers": "register.officers",
    "pimpasa.fieldwork.register.actions.villages": "register.villages",
    "pimpasa.fieldwork.register.imports.actions": "register.imports",
    "pimpasa.fieldwork.register.imports.asking": "register.asking",
    "pimpasa.fieldwork.activities.actions": "activities",
    "pimpasa.fieldwork.findings.actions": "findings",
}
ROOTS = ("pimpasa.accounts", "pimpasa.regions", "pimpasa.fieldwork")


def action_modules() -> list[str]:
    """Every module called `actions`, or inside a package of that name, in these parts."""
    names = [
        name for root in ROOTS for name in _modules_of(root) if ".tests" not in name and "actions" in name.split(".")
    ]
    return [name for name in names if any(_own_functions(import_module(name)))]


def all_actions() -> set[str]:
    return {f"{part}.{name}" for module, part in PARTS.items() for name in _public(import_module(module))}


def _modules_of(root: str) -> Iterator[str]:
    return (found.name for found in walk_packages(import_module(root).__path__, root + "."))


def _public(module: ModuleType) -> Iterator[str]:
    """Where a module names what it offers, that; otherwise its own functions."""
    return iter(module.__all__) if hasattr(module, "__all__") else _own_functions(module)


def _own_functions(module: ModuleType) -> Iterator[str]:
    for name, found in vars(module).items():
        is_own = getattr(found, "__module__", "") == module.__name__ or name in getattr(module, "__all__", ())
        if not name.startswith("_") and is_own and isfunction(found):
            yield name
