"""Every key of a detail has words; the code itself is read, so that none is forgotten."""

import ast
from collections.abc import Iterator

import pytest

from pimpasa.accounts.audit_log.details import KEYS, area_names, told
from pimpasa.accounts.audit_log.forms import SearchForm
from pimpasa.accounts.tests.make import VILLAGE_A, make_office, make_region
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.folders import PACKAGE
from pimpasa.regions.queries import _shelf

RECORDERS = {"record", "Deed"}


def recorded_keys() -> Iterator[tuple[str, str]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        text = file.read_text()
        if "tests" in file.parts or not any(f"{name}(" in text for name in RECORDERS):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RECORDERS:
                for key in _keys(node):
                    yield key, file.relative_to(PACKAGE).as_posix()


def _keys(call: ast.Call) -> Iterator[str]:
    yield from (keyword.arg for keyword in call.keywords if keyword.arg)
    for argument in call.args:
        if isinstance(argument, ast.Dict):
            yield from (key.value for key in argument.keys if isinstance(key, ast.Constant))


def test_the_code_is_read():
    assert {"village", "office", "last_day", "user"} <= {key for key, _file in recorded_keys()}


@pytest.mark.parametrize(("key", "file"), sorted(set(recorded_keys())))
def test_every_recorded_key_has_words(key, file):
    assert key in KEYS, f"{key} ({file}) has no words in accounts/audit_log/details.py"


def test_what_a_search_writes_down_has_words(db):
    form = SearchForm(
        {"orang": "sari", "perbuatan": "sign-in", "nomor": "1", "dari": "2026-01-01", "sampai": "2026-02-01",
         "jenis": "accounts.user"}
    )  # fmt: skip
    assert form.is_valid()
    assert len(form.as_details()) == 6
    assert set(form.as_details()) <= set(KEYS)


def test_places_and_offices_have_names_beside_their_codes(db):
    _shelf.forget()
    office, village = make_office(), make_region(VILLAGE_A)
    entry = AuditEntry(details={"village": village.pk, "office": office.pk})
    shown = dict(told(entry.details, area_names([entry])))
    assert shown == {"desa": f"{village.name} ({village.pk})", "kantor": f"{office.name} ({office.pk})"}


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("last_day", "2026-11-01", ("hari terakhir", "1 November 2026")),
        ("role", "officer", ("peran", "Pimpasa")),
        ("photo", True, ("foto", "ya")),
        ("count", 3, ("jumlah", "3")),
        ("office", None, ("kantor", "–")),
        ("village", "99.99.99.9999", ("desa", "99.99.99.9999")),
        ("days_drafts", 7, ("masa simpan (hari): Draf yang tidak dilanjutkan", "7")),
        ("subject", "drafts", ("perihal", "Draf yang tidak dilanjutkan")),
        ("subject", "long-gone", ("perihal", "long-gone")),
        ("of-an-old-release", "2026-99-99", ("of-an-old-release", "2026-99-99")),
    ],
)
def test_a_detail_is_told_in_words(db, key, value, words):
    assert told({key: value}, {}) == [words]
