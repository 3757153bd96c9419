"""Who may open which page. `permissions.csv` has a row for every page, method and person; a page without one fails.

Add a page: write its rows in the table, and in SAMPLES the parts of its address if it has any.
"""

import csv
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

import pytest
import uuid6
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from pimpasa.accounts.models import User
from pimpasa.guidance.models import FactReport
from pimpasa.regions.models import COUNTRY, ImmigrationOffice, OfficeStatement, Region
from pimpasa.regions.queries import forget_offices

TABLE = Path(__file__).with_name("permissions.csv")
METHODS = ("GET", "POST")
# A stranger, someone signed in without any role, and staff.
PERSONS = ("anonymous", "member", "staff")
OFFICE, STATEMENT, REPORT = "kanim-uji", uuid6.uuid7(), uuid6.uuid7()
SAMPLES: dict[str, dict[str, object]] = {
    "guide": {"guide_id": "paspor"},
    "guide-leaflet": {"guide_id": "paspor"},
    "guide-message": {"guide_id": "paspor"},
    "guide-qr": {"guide_id": "paspor"},
    "village-poster": {"code": "33.01.01.2001"},
    "office": {"code": OFFICE},
    "office-sheet-edit": {"code": OFFICE},
    "report-resolve": {"pk": REPORT},
    "statement-add": {"code": OFFICE, "subject": "hours"},
    "statement-withdraw": {"code": OFFICE, "pk": STATEMENT},
    "topic": {"topic_id": "hilang"},
    "village": {"code": "33.01.01.2001"},
}


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def pages(resolver: URLResolver) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            assert entry.name, f"a page without a name: {entry.pattern}"
            yield entry.name
        else:
            yield from pages(entry)


def wanted() -> set[tuple[str, str, str]]:
    return set(product(set(pages(get_resolver())), METHODS, PERSONS))


def written() -> list[tuple[str, str, str]]:
    return [(row["page"], row["method"], row["person"]) for row in rows()]


def test_every_page_has_a_row_for_each_method_and_person():
    assert wanted() - set(written()) == set()


def test_no_row_speaks_of_a_page_that_is_gone_and_none_is_written_twice():
    assert set(written()) - wanted() == set()
    assert len(written()) == len(set(written()))


@pytest.fixture
def sample_records(db):
    given = {"first_edition": "uji", "last_edition": "uji"}
    country = Region.objects.create(code=COUNTRY, name="Indonesia", kind="country", **given)
    regency = Region.objects.create(code="33.01", name="Cilacap", kind="regency", parent=country, **given)
    office = ImmigrationOffice.objects.create(code=OFFICE, name="Kantor Uji", kind="kanim", regency=regency)
    days = {"checked_on": date(2026, 5, 4), "expires_on": date(2026, 8, 4)}
    OfficeStatement.objects.create(id=STATEMENT, office=office, subject="hours", value="08.00", source="uji", **days)
    FactReport.objects.create(id=REPORT, guide="paspor", content_version="uji", answer_day=date(2026, 5, 4), text="x")
    forget_offices()
    yield
    forget_offices()


def sign_in(client, person: str) -> None:
    if person != "anonymous":
        client.force_login(User.objects.create_user(person, display_name=person, is_staff=person == "staff"))


@pytest.mark.parametrize("row", rows(), ids=lambda row: "-".join(list(row.values())[:3]))
def test_the_page_answers_as_the_table_says(client, sample_records, row):
    sign_in(client, row["person"])
    address = reverse(row["page"], kwargs=SAMPLES.get(row["page"]))
    assert client.generic(row["method"], address).status_code == int(row["status"])
