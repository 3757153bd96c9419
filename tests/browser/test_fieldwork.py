"""Work in the village, on a phone 360 pixels wide: every tap and every key is counted."""

import pytest
from django.conf import settings
from django.test import Client

from pimpasa.accounts.tests.make import make_sari
from pimpasa.fieldwork.activities import actions
from pimpasa.fieldwork.activities.models import Activity, ActivityPhoto
from pimpasa.fieldwork.activities.tests.make import make_activity
from pimpasa.foundation.uploads import take_photo
from pimpasa.foundation.uploads.tests.make import make_noisy_photo, make_photo

pytestmark = pytest.mark.browser

PHONE = 360


@pytest.fixture(autouse=True)
def own_files(tmp_path, monkeypatch):
    monkeypatch.setattr("pimpasa.foundation.uploads.store.state_folder", lambda: tmp_path)


@pytest.fixture
def sari(live_server):
    return make_sari()


class Finger:
    """Taps on the phone and counts; a typed figure is a tap on the number keys."""

    def __init__(self, someone, address):
        self.page, self.taps = someone.open(address).page, 0

    def tap(self, words, role="button"):
        self.page.get_by_role("main").get_by_role(role, name=words).first.click()
        self.taps += 1

    def choose(self, words):
        self.page.locator("label.choice", has_text=words).first.click()
        self.taps += 1

    def type(self, label, figures):
        self.page.get_by_label(label, exact=True).click()
        self.page.keyboard.type(figures)
        self.taps += 1 + len(figures)

    def pick_photos(self, *photos):
        """One tap on the field; what the phone's own gallery asks for is outside of the page."""
        with self.page.expect_file_chooser() as gallery:
            self.page.get_by_label("Tambah foto").click()
        self.taps += 1
        gallery.value.set_files([{"name": "f.jpg", "mimeType": "image/jpeg", "buffer": photo} for photo in photos])


@pytest.fixture
def phone(visitor, sari, live_server):
    """Sari's phone, signed in, at the page of tasks."""
    signed_in = Client()
    signed_in.force_login(sari)
    cookie = signed_in.cookies[settings.SESSION_COOKIE_NAME].value

    def make(**screen):
        someone = visitor(width=PHONE, **screen)
        someone.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        return someone

    return make


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_visit_is_logged_in_six_taps_at_most(phone, script):
    finger = Finger(phone(script=script), "/petugas/")
    finger.tap("Catat kegiatan", role="link")
    finger.tap("Simpan kegiatan")
    finger.page.wait_for_url("**/petugas/kegiatan/0*/")
    assert Activity.objects.get().kind == "village_visit"
    assert finger.taps <= 6


def test_a_session_with_participants_and_two_photos_takes_ten_taps_at_most(phone):
    finger = Finger(phone(), "/petugas/kegiatan/")
    finger.tap("Catat kegiatan", role="link")
    finger.choose("Sosialisasi")
    finger.type("Perempuan", "12")
    finger.type("Laki-laki", "8")
    finger.tap("Simpan kegiatan")
    finger.pick_photos(make_photo((2400, 1800)), make_photo((1800, 2400), color="olive"))
    finger.page.locator(".photos img").nth(1).wait_for()
    assert (Activity.objects.with_total().get().total, ActivityPhoto.objects.count()) == (20, 2)
    assert finger.taps <= 10


def test_photos_are_shrunk_and_sent_under_the_sites_own_policy(phone, browser, sari, live_server, monkeypatch):
    arrived = []
    monkeypatch.setattr(actions, "take_photo", lambda sent: arrived.append(sent.size) or take_photo(sent))
    cookies, photo = phone().context.cookies(), make_noisy_photo(2400)
    with browser.new_context(viewport={"width": PHONE, "height": 800}, base_url=live_server.url) as strict:
        strict.add_cookies(cookies)
        page = strict.new_page()
        page.goto(f"/petugas/kegiatan/{make_activity(sari).pk}/")
        page.get_by_label("Tambah foto").set_input_files({"name": "f.jpg", "mimeType": "image/jpeg", "buffer": photo})
        page.locator(".photos img").wait_for()
    assert len(arrived) == 1
    assert arrived[0] < len(photo) / 2


def test_the_last_activity_is_repeated_in_three_taps(phone, sari):
    make_activity(sari, kind="coordination_meeting", topics=("foreigners",))
    finger = Finger(phone(), "/petugas/kegiatan/")
    finger.tap("Catat kegiatan", role="link")
    finger.tap("Ulangi yang terakhir", role="link")
    finger.tap("Simpan kegiatan")
    finger.page.wait_for_url("**/petugas/kegiatan/0*/")
    assert [one.kind for one in Activity.objects.all()] == ["coordination_meeting"] * 2
    assert finger.taps == 3


def test_a_draft_survives_the_browser(phone, sari):
    first = phone().open("/petugas/kegiatan/catat/").page
    first.get_by_label("Perempuan", exact=True).fill("12")
    first.get_by_text("Draf tersimpan pukul").wait_for()
    second = phone().open("/petugas/kegiatan/catat/").page
    assert second.get_by_label("Perempuan", exact=True).input_value() == "12"


def test_without_signal_a_draft_stays_on_the_phone(phone):
    someone = phone()
    page = someone.open("/petugas/kegiatan/catat/").page
    someone.context.set_offline(True)
    page.get_by_label("Perempuan", exact=True).fill("12")
    page.get_by_text("tersimpan di HP ini").wait_for()
    someone.context.set_offline(False)
    someone.open("/petugas/kegiatan/catat/")
    assert page.get_by_label("Perempuan", exact=True).input_value() == "12"


UNFOLD = "() => document.querySelectorAll('details').forEach(fold => { fold.open = true })"
ADDRESSES = ["/petugas/kegiatan/catat/", "/petugas/kegiatan/", "/petugas/temuan/", "/petugas/temuan/kirim/trafficking/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_pages_fit_the_phone_and_everybody_can_use_them(phone, address, sari):
    make_activity(sari)
    someone = phone().open(address)
    someone.page.evaluate(UNFOLD)
    assert (someone.overflow, someone.violations()) == (0, [])


def test_the_page_of_an_activity_fits_the_phone_and_everybody_can_use_it(phone, sari):
    someone = phone().open(f"/petugas/kegiatan/{make_activity(sari).pk}/")
    someone.page.evaluate(UNFOLD)
    assert (someone.overflow, someone.violations()) == (0, [])
