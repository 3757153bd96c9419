from threading import Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from pimpasa.accounts.tests.make import make_office, make_rini, make_staff
from pimpasa.foundation import installation
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.installation import actions, queries
from pimpasa.foundation.installation.models import Installation
from pimpasa.foundation.installation.queries import Contact
from pimpasa.foundation.installation.tests.make import CONTACT, mark_site, set_up_site, what
from pimpasa.foundation.printing.tests.reading import letters_of, needs_pdftotext
from pimpasa.foundation.versions import ChangedMeanwhileError
from pimpasa.regions.queries import forget_offices

MARK = "PERAGAAN: orang dan kegiatan di sini rekaan"
PUBLIC = ("home", "about", "privacy", "ask")


@pytest.fixture
def administrator(db):
    return make_staff()


def form_data(**changed):
    from pimpasa.foundation.installation.forms import as_typed

    return {name: value for name, value in {**as_typed(queries.read()), **changed}.items() if value is not None}


def test_nobody_runs_a_new_site(db):
    queries.forget()
    site = installation.current()
    assert (site.operator, site.is_set_up, site.is_demonstration) == ("", False, False)


def test_set_up_names_the_office_and_whom_to_ask(db):
    set_up_site("Kantor Imigrasi Uji")
    site = installation.current()
    assert (site.operator, site.contact, site.is_set_up) == ("Kantor Imigrasi Uji", CONTACT, True)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"operator": " "}, "operator"),
        ({"contact": Contact(name="", email="a@b.example")}, "contact_name"),
        ({"contact": Contact(name="Bagian Data")}, "contact_email"),
        ({"contact": Contact(name="Bagian Data", email="bukan surel")}, "contact_email"),
        ({"contact": Contact(name="Bagian Data", phone="nol delapan")}, "contact_phone"),
        ({"office_code": "kanim-tidak-ada"}, "office_code"),
        ({"tidak_ada": 3}, "retention"),
        ({"sessions": 0}, "retention"),
        ({"sessions": 4000}, "retention"),
    ],
)
def test_what_cannot_be_true_is_refused_by_its_field(db, changed, field):
    with pytest.raises(ValidationError) as refused:
        actions.set_up(what(**changed))
    assert field in refused.value.message_dict


def test_the_office_must_exist(db):
    make_office()
    forget_offices()
    assert set_up_site(office_code="kanim-x").office_code == "kanim-x"
    forget_offices()


def test_only_administrators_set_up(db):
    with pytest.raises(PermissionDenied):
        actions.set_up(what(), by=make_rini())


def test_days_are_those_of_the_parts_until_changed(db):
    assert installation.current().retention("imports") == 30
    set_up_site(imports=10)
    assert installation.current().retention("imports") == 10


def test_only_what_differs_from_the_parts_is_kept(db):
    assert set_up_site(imports=30, drafts=5).retention == {"drafts": 5}


def test_an_unknown_subject_is_an_error(db):
    with pytest.raises(KeyError):
        installation.current().retention("kucing")


def test_setting_up_is_written_down_with_the_days_that_changed(administrator):
    actions.set_up(what(imports=10), by=administrator)
    entry = AuditEntry.objects.get(verb="set-up-installation")
    assert (entry.actor, entry.details) == (administrator, {"office": "", "days_imports": 10})


def test_a_demonstration_is_nobodys(db):
    mark_site()
    with pytest.raises(ValidationError, match="pimpasa demonstration remove"):
        set_up_site()


def test_a_site_that_an_office_runs_never_becomes_a_demonstration(db):
    set_up_site()
    with pytest.raises(ValidationError):
        mark_site()
    with pytest.raises(IntegrityError), transaction.atomic():
        Installation.objects.update(is_demonstration=True)


def test_marking_twice_is_one_event(db):
    mark_site()
    mark_site()
    assert AuditEntry.objects.filter(verb="mark-demonstration").count() == 1


def test_after_the_demonstration_an_office_may_set_up(db):
    mark_site()
    actions.unmark_demonstration()
    assert set_up_site().set_up_at is not None


def test_a_second_row_cannot_be(db):
    Installation.objects.create()
    with pytest.raises(IntegrityError), transaction.atomic():
        Installation.objects.create(id=2)


def test_the_answer_comes_from_memory(db, django_assert_num_queries):
    queries.forget()
    installation.current()
    with django_assert_num_queries(0):
        installation.current()
        installation.stamp()


def test_another_process_sees_the_change_within_a_minute(db, monkeypatch):
    queries.forget()
    before = installation.stamp()
    Installation.objects.create(operator="Kantor Lain", set_up_at="2026-01-01T00:00Z")
    assert installation.stamp() == before
    later = queries.monotonic() + queries.REFRESH_SECONDS + 1
    monkeypatch.setattr(queries, "monotonic", lambda: later)
    assert installation.stamp() != before
    assert installation.current().operator == "Kantor Lain"


@pytest.mark.parametrize("page", PUBLIC)
def test_public_pages_ask_nothing_once_warm(db, client, django_assert_num_queries, page):
    queries.forget()
    client.get(reverse(page))
    with django_assert_num_queries(0):
        client.get(reverse(page))


@pytest.mark.parametrize("page", PUBLIC)
def test_every_page_says_that_it_is_a_demonstration(db, client, page):
    before = client.get(reverse(page)).content.decode()
    mark_site()
    assert MARK not in before
    assert MARK in client.get(reverse(page)).content.decode()


def test_staff_pages_say_so_too(administrator, client):
    mark_site()
    client.force_login(administrator)
    assert MARK in client.get(reverse("own-sessions")).content.decode()


@needs_pdftotext
def test_every_print_says_so(db):
    from pimpasa.foundation.printing import print_pdf
    from pimpasa.foundation.printing.tests.test_sheets import SHEET, sheet

    before = letters_of(print_pdf(SHEET, sheet("Pimpasa")))
    mark_site()
    assert "PERAGAAN" not in before
    assert "PERAGAAN:orangdankegiatandisinirekaan" in letters_of(print_pdf(SHEET, sheet("Pimpasa")))


def test_pages_stop_saying_unofficial_once_an_office_runs_the_site(db, client):
    before = client.get(reverse("home")).content.decode()
    set_up_site("Kantor Imigrasi Uji")
    after = client.get(reverse("home")).content.decode()
    assert "Bukan situs resmi imigrasi" in before
    assert "Bukan situs resmi imigrasi" not in after
    assert "Dikelola oleh Kantor Imigrasi Uji." in after


def test_the_notice_names_who_is_responsible_and_the_days_set(db, client):
    set_up_site("Kantor Imigrasi Uji", imports=11)
    page = client.get(reverse("privacy")).content.decode()
    assert "Kantor Imigrasi Uji mengelola situs ini" in page
    assert "mailto:data@kantor.example" in page
    assert "11 hari" in page


def test_the_notice_is_honest_while_nobody_is_responsible(db, client):
    assert "Belum ada kantor yang mengelola situs ini" in client.get(reverse("privacy")).content.decode()


def test_an_administrator_sets_up_by_the_page(administrator, client):
    client.force_login(administrator)
    typed = form_data(operator="Kantor A", contact_name="Bagian Data", contact_phone="+62 21 555 0100", days_drafts=7)
    assert client.post(reverse("installation-settings"), typed).status_code == 302
    assert (installation.current().operator, installation.current().retention("drafts")) == ("Kantor A", 7)


def test_what_was_typed_stays_beside_the_error(administrator, client):
    client.force_login(administrator)
    page = client.post(reverse("installation-settings"), form_data(operator="Kantor A", contact_name="Bagian Data"))
    assert "Isi sedikitnya satu" in page.content.decode()
    assert 'value="Kantor A"' in page.content.decode()


def test_of_two_administrators_the_second_is_told_and_may_save_again(administrator, client):
    client.force_login(administrator)
    typed = form_data(operator="Kantor B", contact_name="Bagian Data", contact_phone="021 5550100")
    set_up_site("Kantor A")
    page = client.post(reverse("installation-settings"), typed)
    assert "Sekarang tertulis: Kantor A" in page.content.decode()
    assert 'value="Kantor B"' in page.content.decode()
    client.post(reverse("installation-settings"), typed | {"version": page.context["form"]["version"].value()})
    assert installation.current().operator == "Kantor B"


def test_a_demonstration_offers_no_form(administrator, client):
    mark_site()
    client.force_login(administrator)
    assert "days_drafts" not in client.get(reverse("installation-settings")).content.decode()


def try_set_up(operator, version, outcomes):
    try:
        actions.set_up(what(operator), version=version)
        outcomes.append("saved")
    except ChangedMeanwhileError:
        outcomes.append("told")
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_administrators_at_the_same_moment_never_both_win():
    version, outcomes = set_up_site("Kantor A").version, []
    threads = [Thread(target=try_set_up, args=(name, version, outcomes)) for name in ("Kantor B", "Kantor C")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["saved", "told"]


@pytest.mark.django_db(transaction=True)
def test_two_first_set_ups_at_once_make_one_row():
    outcomes = []
    threads = [Thread(target=try_set_up, args=(name, None, outcomes)) for name in ("Kantor B", "Kantor C")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (outcomes, Installation.objects.count()) == (["saved", "saved"], 1)
