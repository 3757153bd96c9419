"""The story of 4 November 2024 in a browser: a decree, 146 officers, 125 villages, and a stranger who checks one.

Only the numbers and the day are facts; names, villages, offices and the decree's number are invented for the test.
"""

import pytest
from django.conf import settings
from django.test import Client

from pimpasa.accounts.tests.make import make_staff
from pimpasa.fieldwork.register.codes import grouped
from pimpasa.fieldwork.register.models import Assignment, AssistedVillage, Officer
from pimpasa.fieldwork.register.tests.founding import (
    DECREE,
    OFFICE,
    OFFICERS,
    VILLAGES,
    make_founding_places,
    officer_list,
    village_list,
)
from pimpasa.foundation.printing.tests.reading import letters, letters_of, needs_pdftotext
from pimpasa.foundation.tasks.tests.run import run_waiting_jobs

pytestmark = pytest.mark.browser

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def places(live_server):
    return make_founding_places()


@pytest.fixture
def staff(visitor, live_server, places):
    """Somebody of the ministry, signed in at a desk."""
    signed_in = Client()
    signed_in.force_login(make_staff())
    cookie = signed_in.cookies[settings.SESSION_COOKIE_NAME].value
    someone = visitor()
    someone.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    return someone


def record_decree(page):
    page.goto("/petugas/sk/catat/")
    page.locator("[name=office]").select_option(OFFICE)
    page.locator("[name=number]").fill(DECREE)
    page.locator("[name=dated_on]").fill("2024-10-28")
    page.locator("[name=subject]").fill("Desa binaan dan Pimpasa")
    page.get_by_role("button", name="Simpan SK").click()
    page.get_by_role("heading", name=DECREE, exact=True).wait_for()


def upload(page, kind, name, content, day, decree=""):
    page.goto("/petugas/impor/baru/")
    page.locator("[name=office]").select_option(OFFICE)
    page.locator(f"[name=kind][value={kind}]").check()
    page.locator("[name=file]").set_input_files({"name": name, "mimeType": SHEET, "buffer": content})
    page.locator("[name=day]").fill(day)
    page.locator("[name=decree]").fill(decree)
    page.get_by_role("button", name="Baca dan periksa").click()
    page.get_by_text("Belum ada yang tersimpan.").wait_for()


def apply(page, rows):
    """Confirmed, the list waits for the worker; the page tells so until all of it is there."""
    page.get_by_role("button", name=f"Terapkan {rows} baris").click()
    page.get_by_text(f"Sedang diterapkan: 0 dari {rows} baris.").wait_for()
    run_waiting_jobs()
    page.get_by_role("heading", name="Yang terjadi").wait_for()


@needs_pdftotext
def test_the_fourth_of_november_2024(staff, places, visitor):
    page = staff.page
    record_decree(page)
    upload(page, "villages", "desa.xlsx", village_list(places), "28/10/2024")
    apply(page, VILLAGES)
    assert AssistedVillage.objects.filter(state="proposed").count() == VILLAGES
    upload(page, "villages", "desa.xlsx", village_list(places), "4/11/2024", DECREE)
    apply(page, VILLAGES)
    assert AssistedVillage.objects.filter(state="active").count() == VILLAGES
    upload(page, "officers", "pimpasa.xlsx", officer_list(places), "4/11/2024", DECREE)
    apply(page, OFFICERS)
    assert Assignment.objects.in_force().values("officer").distinct().count() == OFFICERS
    officer = Officer.objects.get(printed_name="Nama Karangan 7")
    page.goto("/petugas/register/")
    told = " ".join(staff.text.split())
    assert f"{OFFICERS} Pimpasa dikukuhkan" in told
    assert f"{VILLAGES} desa binaan aktif" in told
    # The browser's own request would keep a connection of the server alive past the end of the test database.
    printing = Client()
    printing.cookies[settings.SESSION_COOKIE_NAME] = staff.context.cookies()[0]["value"]
    certificate = printing.get(f"/petugas/pimpasa/{officer.pk}/piagam.pdf").content
    code = grouped(officer.short_code)
    assert letters(code) in letters_of(certificate)
    stranger_checks(visitor(width=360), code, officer)


def stranger_checks(stranger, code, officer):
    """On another phone, without an account: the code of the certificate, typed by hand."""
    stranger.open("/petugas-resmi/").page.get_by_label("Kode periksa").press_sequentially(code.lower())
    stranger.page.get_by_role("button", name="Periksa").click()
    stranger.page.get_by_role("heading", name="Ya, kode ini berlaku").wait_for()
    assert officer.printed_name in stranger.text
    assert officer.assignments.get().assisted_village.village.name in stranger.text
    assert (stranger.overflow, stranger.violations()) == (0, [])
