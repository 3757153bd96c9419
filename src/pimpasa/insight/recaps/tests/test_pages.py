"""Who opens which recap, what its numbers lead to, and what leaves as a file."""

import csv
import io
import json
import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from pimpasa.accounts.tests import make
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.roles import Role
from pimpasa.insight.recaps import exports
from pimpasa.insight.recaps.building import recap_of
from pimpasa.insight.recaps.periods import Period
from pimpasa.insight.recaps.tests.history import make_history
from pimpasa.insight.recaps.units import find_unit
from pimpasa.regions.models import Region

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)


@pytest.fixture
def history(db):
    with time_machine.travel(NOW, tick=False):
        yield make_history(2)


@pytest.fixture
def head(history):
    return make.make_person("wati", Role.OFFICE_HEAD, "kanim-x")


@pytest.fixture
def region(history):
    return make.make_person("kanwil", Role.REGIONAL_OFFICE, "33")


@pytest.fixture
def rini(history):
    return make.make_person("rini", Role.ANALYST)


def get(user, page="recap", level="kantor", code="kanim-x", period="2026", **more):
    client = Client()
    client.force_login(user)
    return client.get(reverse(page, kwargs={"level": level, "code": code, "period": period, **more}))


def shown_total(page: str) -> int:
    return int(re.search(r"<strong>(\d+)</strong> di catatan", page)[1])


def opens(user, level, code) -> bool:
    return get(user, level=level, code=code).status_code == 200


def test_the_office_opens_itself_and_its_officers_only(head, history):
    own = [user for user in history if getattr(user, "officer", None) and user.officer.office_id == "kanim-x"]
    others = [user for user in history if getattr(user, "officer", None) and user.officer.office_id != "kanim-x"]
    assert opens(head, "kantor", "kanim-x")
    assert all(opens(head, "pimpasa", user.pk) for user in own)
    assert not any(opens(head, "pimpasa", user.pk) for user in others)
    assert not any(opens(head, *at) for at in [("kantor", "kanim-y"), ("provinsi", "33"), ("nasional", "ID")])


def test_a_regional_office_opens_its_province_and_the_offices_there(region):
    assert opens(region, "provinsi", "33")
    assert opens(region, "kantor", "kanim-y")
    assert not any(opens(region, *at) for at in [("provinsi", "34"), ("kantor", "kanim-z"), ("nasional", "ID")])


def test_an_analyst_opens_the_nation_and_all_below(rini, history):
    assert all(opens(rini, *at) for at in [("nasional", "ID"), ("provinsi", "34"), ("kantor", "kanim-z")])
    assert opens(rini, "pimpasa", history[0].pk)


def test_an_officer_opens_nothing_but_the_own_recap(history):
    officer = make.make_person("baru", Role.OFFICER, "33.01.01.2001")
    assert opens(officer, "pimpasa", officer.pk)
    assert not any(opens(officer, *at) for at in [("pimpasa", history[1].pk), ("kantor", "kanim-x")])


def test_a_time_that_is_none_or_has_not_begun_is_not_found(head):
    for period in ("2026-13", "2026-Q5", "2027", "2026-12", "kapan", "0000"):
        assert get(head, period=period).status_code == 404, period


def test_a_unit_that_is_none_is_not_found(rini):
    for level in ("kantor", "provinsi", "nasional", "pimpasa", "desa"):
        assert get(rini, level=level, code="tidak-ada").status_code == 404, level


def test_every_number_equals_the_records_behind_it(head):
    recap = recap_of(find_unit("kantor", "kanim-x"), Period.named("2026"), is_own=True)
    checked = 0
    for key, figure in recap.figures.by_key.items():
        # A question is read only by those whom the asker chose, so its list may be shorter than its number.
        if figure.value and not key.startswith("questions"):
            page = get(head, "recap-records", figure=key).content.decode()
            assert shown_total(page) == figure.value, key
            checked += 1
    assert checked >= 40


def test_the_analyst_opens_no_single_record(rini):
    assert "/catatan/activities" not in get(rini).content.decode()
    assert get(rini, "recap-records", figure="findings").status_code == 404
    assert get(rini, "recap-records", figure="activities").status_code == 404


def test_what_is_no_figure_is_not_found(head):
    for figure in ("apa", "findings/lain/x", "activities/kind", "participants/cell/female"):
        assert get(head, "recap-records", figure=figure).status_code == 404, figure


def test_the_page_is_asked_for_and_answers_at_its_own_address(head):
    client = Client()
    client.force_login(head)
    asked = client.get(reverse("recaps"), {"unit": "kantor:kanim-x", "tahun": "2026", "masa": "-Q3"})
    assert asked.url == reverse("recap", kwargs={"level": "kantor", "code": "kanim-x", "period": "2026-Q3"})
    refused = client.get(reverse("recaps"), {"unit": "kantor:kanim-y", "tahun": "2026", "masa": ""})
    assert refused.status_code == 200
    assert 'role="alert"' in refused.content.decode()


def test_every_copy_that_leaves_is_written_down(head):
    for number, page in enumerate(("recap-pdf", "recap-xlsx", "recap-csv", "recap-csv-metadata"), start=1):
        assert get(head, page).status_code == 200, page
        entries = AuditEntry.objects.filter(verb="export-recap")
        told = [(entry.actor, entry.object_id, entry.details["period"]) for entry in entries]
        assert told == [(head, "kanim-x", "2026")] * number, page


def test_the_workbook_tells_what_it_is_and_calculates_nothing(head):
    Region.objects.filter(pk="33.01.01.2001").update(name="=1+1")
    book = CalamineWorkbook.from_filelike(io.BytesIO(get(head, "recap-xlsx").content))
    assert book.sheet_names == ["Rekap", "Menurut Pimpasa", "Desa", "Tentang"]
    told = dict(row[:2] for row in book.get_sheet_by_name("Tentang").to_python())
    assert {"Pengelola", "Unit", "Masa", "Dihitung", "Angka kecil", "Catatan perbuatan"} <= set(told)
    villages = [row[1] for row in book.get_sheet_by_name("Desa").to_python()]
    assert "=1+1" in villages


def test_the_table_and_its_metadata_agree(head):
    Region.objects.filter(pk="33.01.01.2001").update(name="=1+1")
    rows = list(csv.DictReader(io.StringIO(get(head, "recap-csv").content.decode())))
    told = json.loads(get(head, "recap-csv-metadata").content)
    assert list(rows[0]) == [column["name"] for column in told["tableSchema"]["columns"]]
    assert {row["kode_desa"] for row in rows} == {"33.01.01.2001", "33.01.01.2002"}
    assert "'=1+1" in {row["desa"] for row in rows}
    recap = recap_of(find_unit("kantor", "kanim-x"), Period.named("2026"), is_own=True)
    assert sum(int(row["peserta"]) for row in rows) == recap.figures["participants"].value
    assert told["url"] == exports.file_name(recap, "csv")


def test_the_paper_is_a_pdf(head):
    assert get(head, "recap-pdf").content.startswith(b"%PDF")


def test_an_empty_unit_has_a_recap_of_noughts(db):
    guessed = make.make_guessed()
    assert get(guessed, code="kanim-z", period="2025").status_code == 200
    assert get(guessed, "recap-pdf", code="kanim-z", period="2025").status_code == 200
