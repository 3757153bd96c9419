from datetime import date

import pytest
import uuid6
from django.urls import reverse

from pimpasa.accounts.tests.make import make_person
from pimpasa.foundation.roles import Role
from pimpasa.regions.models import ImmigrationOffice
from pimpasa.regions.sheets.actions import withdraw_statement
from pimpasa.regions.sheets.models import OfficeStatement, StatementWithdrawal
from pimpasa.regions.sheets.panel import office_sheets_panel
from pimpasa.regions.sheets.queries import office_states
from pimpasa.regions.sheets.subjects import EXPECTED
from pimpasa.regions.sheets.tests.make import TODAY, make_office, make_statement

NUL = chr(0)


@pytest.fixture
def staff(client, sari):
    client.force_login(sari)
    return client


def add_url(office, subject="hours") -> str:
    return reverse("statement-add", args=[office.pk, subject])


def states_of(*asked, **more):
    every = frozenset(ImmigrationOffice.objects.values_list("pk", flat=True))
    return office_states(every, *asked, **more)


def typed(**fields) -> dict[str, str]:
    return {"id": str(uuid6.uuid7()), "value": "08.00-15.00", "source": "Papan", "checked_on": "2026-05-04", **fields}


def test_the_list_counts_what_holds_what_is_past_and_what_is_missing(office, sari):
    make_statement(office, sari)
    make_statement(office, sari, "phone", "(0282) 123456", expires_on=date(2026, 5, 10))
    state = states_of(date(2026, 5, 20))[0]
    assert (state.in_force, state.expired, state.missing) == (1, 1, len(EXPECTED) - 1)
    assert state.next_expiry == date(2026, 10, 31)


def test_the_list_is_searched_by_name_or_place_and_sorted(office, sari):
    other = make_office("kanim-agam", "Kantor Imigrasi Agam")
    make_statement(other, sari)
    assert [one.office for one in states_of(TODAY)] == [other, office]
    assert [one.office for one in states_of(TODAY, order="kurang")] == [office, other]
    assert [one.office for one in states_of(TODAY, search="imigrasi CILACAP kantor")] == [other, office]
    assert [one.office for one in states_of(TODAY, search="agam")] == [other]
    assert len(states_of(TODAY, order="tidak-dikenal")) == 2


def test_the_number_of_queries_does_not_grow_with_the_offices(staff, office, django_assert_max_num_queries):
    for number in range(5):
        make_office(f"kanim-{number}", f"Kantor {number}")
    with django_assert_max_num_queries(7):
        assert "Kantor 4" in staff.get(reverse("office-sheets")).content.decode()


def test_the_list_has_pages_that_keep_the_order(staff, office):
    for number in range(30):
        make_office(f"kanim-{number}", f"Kantor {number:02}")
    first = staff.get(reverse("office-sheets"), {"urut": "nama"})
    assert len(first.context["page"].object_list) == 25
    assert "urut=nama&amp;hal=2" in first.content.decode()
    assert len(staff.get(reverse("office-sheets"), {"hal": "2"}).context["page"].object_list) >= 6


def test_an_empty_search_result_says_so(staff, office):
    assert "Tidak ada kantor yang cocok" in staff.get(reverse("office-sheets"), {"q": "zzz"}).content.decode()


def test_a_statement_typed_on_the_page_is_kept_and_shown_with_its_writer(staff, office):
    page = staff.post(add_url(office), typed(), follow=True).content.decode()
    assert "08.00-15.00" in page
    assert "Dicatat oleh Sari" in page


def test_every_error_is_listed_with_a_link_and_what_was_typed_stays(staff, office):
    sent = typed(value="https://palsu.example/", checked_on="", source="")
    page = staff.post(add_url(office, "website"), sent).content.decode()
    assert 'href="#id_value"' in page
    assert 'href="#id_source"' in page
    assert "Isi dulu." in page
    assert 'href="#id_checked_on"' in page
    assert 'value="https://palsu.example/"' in page
    assert not OfficeStatement.objects.exists()


def test_what_the_action_refuses_stands_beside_its_field(staff, office):
    page = staff.post(add_url(office), typed(checked_on="2026-05-05"))
    assert list(page.context["form"].errors) == ["checked_on"]
    assert "08.00-15.00" in page.content.decode()


def test_an_unknown_subject_or_office_is_not_found(staff, office):
    assert staff.get(add_url(office, "hobi")).status_code == 404
    assert staff.get(reverse("office-sheet-edit", args=["kanim-tidak-ada"])).status_code == 404


def test_a_statement_is_withdrawn_with_a_reason_and_stays_in_the_history(staff, office, sari):
    url = reverse("statement-withdraw", args=[office.pk, make_statement(office, sari).pk])
    assert staff.post(url, {"reason": ""}).status_code == 200
    page = staff.post(url, {"reason": "Salah kantor"}, follow=True).content.decode()
    assert "Salah kantor" in page
    assert "dicabut" in page


def test_withdrawing_twice_explains_and_keeps_the_reason(staff, office, sari):
    statement = make_statement(office, sari)
    withdraw_statement(statement, reason="Pertama", by=sari)
    page = staff.post(reverse("statement-withdraw", args=[office.pk, statement.pk]), {"reason": "Kedua"})
    assert "sudah dicabut" in page.content.decode()
    assert "Kedua" in page.content.decode()
    assert StatementWithdrawal.objects.count() == 1


def test_a_statement_of_another_office_is_not_found(staff, office, sari):
    theirs = make_statement(make_office("kanim-lain", "Kantor Lain"), sari)
    assert staff.get(reverse("statement-withdraw", args=[office.pk, theirs.pk])).status_code == 404


def test_a_phone_form_offers_the_numbers_it_may_replace(staff, office, sari):
    first = make_statement(office, sari, "phone", "(0282) 111111")
    assert "(0282) 111111" in staff.get(add_url(office, "phone")).content.decode()
    staff.post(add_url(office, "phone"), typed(value="(0282) 222222", replaces=str(first.pk)))
    assert OfficeStatement.objects.open().get().value == "(0282) 222222"


def test_checking_again_starts_from_the_earlier_words(staff, office, sari):
    first = make_statement(office, sari, "phone", "(0282) 111111", source="Papan kantor")
    form = staff.get(add_url(office, "phone"), {"ganti": str(first.pk)}).context["form"]
    assert [form[name].value() for name in ("value", "source", "replaces")] == [first.value, first.source, first.pk]
    assert staff.get(add_url(office, "phone"), {"ganti": "bukan-nomor"}).context["form"]["value"].value() is None


@pytest.mark.parametrize("value", ["x" * 2000, f"a{NUL}b", "<b>tebal</b>", "'; DROP TABLE users; --"])
def test_hostile_words_lose_nothing_and_run_nothing(staff, office, value):
    page = staff.post(add_url(office, "other"), typed(value=value), follow=True)
    assert page.status_code == 200
    assert "<b>tebal" not in page.content.decode()


def test_staff_pages_are_never_kept_by_a_cache(staff, office):
    assert "no-store" in staff.get(reverse("office-sheets"))["Cache-Control"]


def test_the_first_page_tells_how_many_offices_wait(office, sari):
    assert office_sheets_panel(sari).number == 1


def test_staff_of_an_office_see_their_own_sheet_only(client, office):
    make_office("kanim-lain", "Kantor Lain")
    tono = make_person("tono", Role.OFFICE_STAFF, "kanim-lain")
    client.force_login(tono)
    assert "Kantor Imigrasi Cilacap" not in client.get(reverse("office-sheets")).content.decode()
    assert client.get(reverse("office-sheet-edit", args=[office.pk])).status_code == 404
    assert client.post(add_url(office), typed()).status_code == 404
    assert client.get(reverse("office-sheet-edit", args=["kanim-lain"])).status_code == 200
    assert office_sheets_panel(tono).number == 1


def test_an_officer_of_a_village_has_no_sheets(client, office):
    rudi = make_person("rudi", Role.OFFICER, "33.01.01.2001")
    client.force_login(rudi)
    assert client.get(reverse("office-sheets")).status_code == 403
    assert office_sheets_panel(rudi) is None
