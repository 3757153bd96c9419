"""An inferred working area gives nothing until an accountable person confirms it; data files cannot undo that."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse

from pimpasa.accounts.access import villages_where
from pimpasa.accounts.tests.make import VILLAGE_C, make_guessed, make_office, make_person, make_wati
from pimpasa.foundation.access import Action
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.roles import Role
from pimpasa.regions import load
from pimpasa.regions.jurisdictions.actions import decide_jurisdiction
from pimpasa.regions.jurisdictions.panel import jurisdictions_panel
from pimpasa.regions.models import JurisdictionDecision, OfficeJurisdiction
from pimpasa.regions.queries import forget_offices, serving_office

pytestmark = pytest.mark.django_db
SEE = Action("test.see", frozenset(Role))
LIST = "/petugas/wilayah-kerja/"


@pytest.fixture(autouse=True)
def nothing_remembered():
    forget_offices()
    yield
    forget_offices()


@pytest.fixture
def gani():
    return make_guessed()


def guess() -> OfficeJurisdiction:
    return OfficeJurisdiction.objects.get(office="kanim-z", regency="34.01")


def decide_url(office="kanim-z", regency="34.01") -> str:
    return reverse("jurisdiction-decide", args=[office, regency])


def load_again(rows) -> None:
    """What a load of the data files does to the working areas."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE new_jurisdiction ON COMMIT DROP AS SELECT * FROM regions_officejurisdiction")
        cursor.execute("DELETE FROM new_jurisdiction")
        for office, regency, confidence in rows:
            cursor.execute(
                "INSERT INTO new_jurisdiction (office_id, regency_id, confidence, is_primary, source_url, as_of, note)"
                " VALUES (%s, %s, %s, true, '', '', '')",
                [office, regency, confidence],
            )
        cursor.execute(load.REPLACE_JURISDICTIONS)
        cursor.execute(load.KEEP_DECISIONS)


def test_confirming_on_the_page_opens_the_villages(client, gani):
    client.force_login(gani)
    assert "Wilayah 34.01" in client.get(LIST).content.decode()
    sent = {"id": "01900000-0000-7000-8000-000000000001", "verdict": "confirmed", "reason": "SK wilayah kerja"}
    assert client.post(decide_url(), sent).status_code == 302
    client.post(decide_url(), sent)
    assert villages_where(gani, SEE).contains(VILLAGE_C)
    assert JurisdictionDecision.objects.count() == 1
    assert AuditEntry.objects.get(verb="decide-jurisdiction").actor == gani


def test_a_reason_is_needed_and_the_choice_is_kept(client, gani):
    client.force_login(gani)
    page = client.post(decide_url(), {"verdict": "rejected", "reason": " "}).content.decode()
    assert "checked" in page
    assert guess().confidence == "inferred"
    with pytest.raises(ValidationError):
        decide_jurisdiction(guess(), verdict="confirmed", reason="  ", by=gani)


def test_the_head_of_another_office_cannot_see_or_decide_it(client, gani):
    wati = make_wati()
    client.force_login(wati)
    assert "34.01" not in client.get(LIST).content.decode()
    assert client.get(decide_url()).status_code == 404
    with pytest.raises(PermissionDenied):
        decide_jurisdiction(guess(), verdict="confirmed", reason="x", by=wati)


@pytest.mark.parametrize(("province", "status"), [("34", 200), ("33", 404)])
def test_a_regional_office_decides_in_its_own_province(client, gani, province, status):
    client.force_login(make_person("kanwil", Role.REGIONAL_OFFICE, province))
    assert client.get(decide_url()).status_code == status


def test_a_rejected_area_is_no_longer_shown_to_villagers(gani):
    assert serving_office(VILLAGE_C).office.code == "kanim-z"
    decide_jurisdiction(guess(), verdict="rejected", reason="Dilayani kantor lain", by=gani)
    forget_offices()
    assert serving_office(VILLAGE_C) is None


def test_another_office_stands_in_for_a_rejected_one(gani):
    make_office("kanim-lain", "34.01", serves=("34.01",))
    decide_jurisdiction(guess(), verdict="rejected", reason="Dilayani kantor lain", by=gani)
    forget_offices()
    assert serving_office(VILLAGE_C).office.code == "kanim-lain"


@pytest.mark.parametrize("verdict", ["confirmed", "rejected"])
def test_loading_the_data_files_keeps_what_a_person_decided(gani, verdict):
    decide_jurisdiction(guess(), verdict=verdict, reason="Dasar", by=gani)
    load_again([("kanim-z", "34.01", "inferred")])
    assert guess().confidence == verdict


def test_the_last_decision_counts(gani):
    decide_jurisdiction(guess(), verdict="rejected", reason="Salah baca", by=gani)
    decide_jurisdiction(guess(), verdict="confirmed", reason="Sudah diperiksa", by=gani)
    load_again([("kanim-z", "34.01", "inferred")])
    assert guess().confidence == "confirmed"


def test_a_confirmed_area_survives_data_files_that_forgot_it_but_a_rejected_one_does_not_come_back(gani):
    make_office("kanim-z", "34.01", serves=("34.02",), guessed=True)
    other = OfficeJurisdiction.objects.get(regency="34.02")
    decide_jurisdiction(guess(), verdict="confirmed", reason="Dasar", by=gani)
    decide_jurisdiction(other, verdict="rejected", reason="Dasar", by=gani)
    load_again([])
    assert [(row.regency_id, row.confidence) for row in OfficeJurisdiction.objects.all()] == [("34.01", "confirmed")]


def test_the_first_page_counts_what_waits(gani):
    assert jurisdictions_panel(gani).number == 1
    assert jurisdictions_panel(make_wati()).number == 0
    assert jurisdictions_panel(make_person("rini", Role.ANALYST)) is None
