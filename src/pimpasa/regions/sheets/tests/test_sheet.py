from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string

from pimpasa.regions.sheets.actions import withdraw_statement
from pimpasa.regions.sheets.sheet import forget_sheets, sheet_of
from pimpasa.regions.sheets.subjects import ASKING, EXPECTED, Subject
from pimpasa.regions.sheets.tests.make import TODAY, make_office, make_statement


def page_of(sheet) -> str:
    return render_to_string("regions/_office_sheet.html", {"sheet": sheet})


def test_a_sheet_shows_what_holds_with_source_and_days(office, sari):
    make_statement(office, sari, "phone", "(0282) 123456", source="https://cilacap.imigrasi.go.id/")
    page = page_of(sheet_of(office.pk, TODAY))
    assert 'href="tel:0282123456"' in page
    assert 'href="https://cilacap.imigrasi.go.id/"' in page
    assert "4 Mei 2026" in page
    assert "2 Agustus 2026" in page


def test_an_expired_statement_is_missing_again(office, sari):
    make_statement(office, sari)
    sheet = sheet_of(office.pk, TODAY + timedelta(days=181))
    assert sheet.statements == ()
    assert [one.subject for one in sheet.missing] == list(EXPECTED)


def test_what_is_missing_says_how_to_find_it_out(office):
    page = page_of(sheet_of(office.pk, TODAY))
    assert "masih ada paspor biasa, atau hanya elektronik?" in page
    assert all(str(ASKING[subject].how_to_find_out) for subject in Subject)


def test_the_shipped_address_is_shown_with_its_age_until_someone_confirms_it(sari, db):
    office = make_office(address="Jalan Urip 1", as_of="2020-12")
    page = page_of(sheet_of(office.pk, TODAY))
    assert "Jalan Urip 1" in page
    assert "data lama, 2020-12" in page
    make_statement(office, sari, "address", "Jalan Baru 2")
    forget_sheets()
    assert "Jalan Urip 1" not in page_of(sheet_of(office.pk, TODAY))


def test_electronic_only_is_unknown_until_said(office, sari):
    assert sheet_of(office.pk, TODAY).electronic_only_since is None
    make_statement(office, sari, "electronic_only_since", "2025-07-01")
    forget_sheets()
    assert sheet_of(office.pk, TODAY).electronic_only_since == date(2025, 7, 1)


def test_a_whatsapp_number_leads_to_a_chat(office, sari):
    make_statement(office, sari, "whatsapp", "0812-3456-7890")
    assert sheet_of(office.pk, TODAY).about("whatsapp")[0].link == "https://wa.me/6281234567890"


def test_an_unknown_office_has_an_empty_sheet(db):
    assert len(sheet_of("kanim-tidak-ada", TODAY).missing) == len(EXPECTED)


def test_after_the_first_reading_no_query_is_made(office, sari, django_assert_num_queries):
    make_statement(office, sari)
    page_of(sheet_of(office.pk, TODAY))
    with django_assert_num_queries(0):
        page_of(sheet_of(office.pk, TODAY))


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_is_seen_at_once_where_it_was_made(office, sari):
    statement = make_statement(office, sari)
    assert sheet_of(office.pk, TODAY).statements
    withdraw_statement(statement, reason="Salah", by=sari)
    assert not sheet_of(office.pk, TODAY).statements


def test_html_in_a_statement_is_shown_as_text(office, sari):
    make_statement(office, sari, "other", "<script>alert(1)</script>", source="javascript:alert(1)")
    page = page_of(sheet_of(office.pk, TODAY))
    assert "<script>" not in page
    assert 'href="javascript' not in page
