""" "Ada yang salah?": kept without an account, read by staff only."""

from datetime import date

import pytest
import uuid6

from pimpasa.accounts.tests.make import make_staff
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.guidance import actions
from pimpasa.guidance.models import FactReport

from .make import ADULT
from .pages import Page, follow, visit

pytestmark = pytest.mark.django_db

GIVEN = {
    "guide": "paspor",
    "version": "x",
    "day": "2024-11-04",
    "facts": "doc-ktp doc-ktp ghost",
    "text": "Harganya salah",
}
SENT, LIST = "/lapor-salah/", "/petugas/laporan/"


def file_one(**changes):
    given = {"guide": "paspor", "version": "x", "day": date(2024, 11, 4), "facts": [], "text": "salah", **changes}
    return actions.file_report(**given)


def test_the_form_of_an_answer_page_files_a_report(client):
    form = follow(client, visit(client), ADULT).form_with("text")
    response = client.post(form.action, {**dict(form.hidden), "text": "Di sini diminta materai"})
    assert response.status_code == 302
    report = FactReport.objects.get()
    assert report.text == "Di sini diminta materai"
    assert "doc-ktp" in report.facts


def test_only_facts_that_exist_are_kept_and_each_once(client):
    client.post(SENT, GIVEN)
    assert FactReport.objects.get().facts == ["doc-ktp"]


@pytest.mark.parametrize("number", ["3301012345678901", "0812-3456-7890", "3301 0123 4567 8901", "+62.812.3456.789"])
def test_long_numbers_are_masked(number):
    assert file_one(text=f"NIK saya {number} ya").text.replace("+", "") == "NIK saya •••• ya"


def test_amounts_and_years_stay_readable():
    assert file_one(text="Rp650.000 sejak 2024").text == "Rp650.000 sejak 2024"


def test_the_same_key_files_once():
    key = uuid6.uuid7()
    assert file_one(key=key).pk == file_one(key=key, text="lagi").pk
    assert FactReport.objects.get().text == "salah"


def test_a_report_leaves_an_audit_entry_without_a_person():
    file_one()
    assert AuditEntry.objects.get().actor is None


def test_what_was_typed_is_kept_when_something_is_missing(client):
    page = Page(client.post(SENT, {**GIVEN, "day": "kemarin"}))
    assert page.status == 400
    assert "Harganya salah" in page.text
    assert FactReport.objects.count() == 0


def test_an_empty_report_says_what_to_write(client):
    page = Page(client.post(SENT, {**GIVEN, "text": "  "}))
    assert (page.status, "Tulis dulu apa yang salah" in page.text) == (400, True)


def test_too_long_a_report_is_refused_and_shown_shortened(client):
    page = Page(client.post(SENT, {**GIVEN, "text": "a" * 5000}))
    assert page.status == 400
    assert "a" * 1000 in page.source
    assert "a" * 1001 not in page.source


def test_an_unknown_guide_is_refused(client):
    assert client.post(SENT, {**GIVEN, "guide": "visa"}).status_code == 400


def test_too_many_reports_in_an_hour_keep_what_was_typed(client, monkeypatch):
    monkeypatch.setattr(actions, "REPORTS_AN_HOUR", 1)
    client.post(SENT, GIVEN)
    page = Page(client.post(SENT, GIVEN))
    assert page.status == 429
    assert "Harganya salah" in page.text


def test_strangers_are_sent_to_sign_in(client):
    assert client.get(LIST)["Location"].startswith("/masuk")


def test_staff_read_what_was_reported(client):
    client.post(SENT, GIVEN)
    client.force_login(make_staff())
    page = visit(client, LIST)
    assert page.status == 200
    assert "Harganya salah" in page.text
    assert "doc-ktp" in page.text


def test_a_report_is_shown_as_text(client):
    client.post(SENT, {**GIVEN, "text": "<script>alert(1)</script>"})
    client.force_login(make_staff())
    assert "<script>alert" not in visit(client, LIST).source


def test_staff_close_a_report_with_a_result(client):
    report, sari = file_one(), make_staff()
    client.force_login(sari)
    client.post(f"{LIST}{report.pk}/selesai/", {"resolution": "Sudah diperbaiki"})
    report.refresh_from_db()
    assert report.resolution == "Sudah diperbaiki"
    assert AuditEntry.objects.filter(actor=sari, verb="resolve-fact-report").count() == 1


def test_closing_again_changes_nothing():
    report, sari = file_one(), make_staff()
    actions.resolve_report(report, resolution="pertama", by=sari)
    actions.resolve_report(report, resolution="kedua", by=sari)
    report.refresh_from_db()
    assert report.resolution == "pertama"


def test_closing_needs_a_result(client):
    report = file_one()
    client.force_login(make_staff())
    client.post(f"{LIST}{report.pk}/selesai/", {"resolution": ""})
    report.refresh_from_db()
    assert report.resolved_at is None


def test_reports_that_wait_come_first():
    done = file_one(text="sudah selesai")
    actions.resolve_report(done, resolution="ok", by=make_staff())
    file_one(text="masih menunggu")
    assert [report.text for report in FactReport.objects.waiting_first()] == ["masih menunggu", "sudah selesai"]
