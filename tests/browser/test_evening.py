"""One evening in a village, from the plan to the month's recap: thirty people, three ways to answer, two tests.

Of the twelve with a phone of their own three are browsers, one of them without scripts; the other nine send the same
form plainly. Names and answers are invented; the lesson and its questions are those that are shipped.
"""

import re
from dataclasses import dataclass
from statistics import correlation, mean, variance

import pytest
from django.conf import settings
from django.test import Client
from scipy import stats

from pimpasa.accounts.tests.make import VILLAGE_A, make_region, make_sari, make_wati
from pimpasa.fieldwork.activities.models import Activity
from pimpasa.foundation.printing.tests.reading import letters, letters_of, needs_pdftotext
from pimpasa.learning import library
from pimpasa.learning.sessions.models import Response, SessionKit
from pimpasa.learning.sessions.tokens import SYMBOLS

pytestmark = pytest.mark.browser

LESSON, VILLAGE = "jalur-resmi", "Tambakreja"
PEOPLE, DID_IT = 30, 11
PHONE, PLAIN, SHARED, PAPER = 3, 9, 8, 10
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


@dataclass(frozen=True)
class Villager:
    """How many of three questions are right in each test; a picture and a number, or none."""

    before: int
    after: int
    picture: str = ""
    number: int = 0

    def right(self, phase):
        return self.before if phase == "before" else self.after

    def form(self, phase):
        """Every second picture begins with B; both swap for the second test."""
        begins_with_b = self.picture in list(SYMBOLS)[1::2]
        return "B" if begins_with_b != (phase == "after") else "A"

    def answers(self, phase):
        """Name and option of each question that this person answers; what is not known is wrong, or left open."""
        items = library.lessons()[LESSON].form(self.form(phase))
        wrong = [next(option.key for option in item.options if option.key != item.right) for item in items]
        rights = self.right(phase)
        given = [(item.id, item.right if place < rights else wrong[place]) for place, item in enumerate(items)]
        leaves_open = self.number % 4 == 3
        return {f"soal-{name}": option for name, option in (given[:rights] if leaves_open else given)}


def make_villagers():
    """Nearly all remember their picture; two on phones choose none. Paper asks for one too, but is counted in piles."""
    pictures, people = list(SYMBOLS), []
    for place in range(PEOPLE - PAPER):
        token = () if place in (7, 10) else (pictures[place % len(pictures)], 20 + place)
        people.append(Villager(place % 3, (2, 3, 3, 1)[place % 4], *token))
    return people


# Sheets with 0, 1, 2, 3 right, as they were laid in piles; the tally sheet's number stands first.
PILES = {
    "before": {1: (2, 2, 1, 0), 2: (1, 3, 0, 1)},
    "after": {3: (0, 1, 2, 2), 4: (0, 0, 4, 1)},
}


def on_paper(phase):
    return [
        score / 3 for piles in PILES[phase].values() for score, sheets in enumerate(piles) for _one in range(sheets)
    ]


def expected(villagers):
    """The gain of Derrick, Russ, Toher and White (2017) from every answer of the evening, told as the page tells it."""
    pairs = [(one.before / 3, one.after / 3) for one in villagers if one.picture]
    before = [one.before / 3 for one in villagers] + on_paper("before")
    after = [one.after / 3 for one in villagers] + on_paper("after")
    n, first, second = len(pairs), variance(before) / len(before), variance(after) / len(after)
    together = 2 * correlation(*zip(*pairs, strict=True)) * (first * second / len(before) / len(after)) ** 0.5 * n
    welch = (first + second) ** 2 / (first**2 / (len(before) - 1) + second**2 / (len(after) - 1))
    freedom = n - 1 + (welch - n + 1) / (len(before) + len(after)) * (len(before) + len(after) - 2 * n)
    reach = stats.t.ppf(0.975, freedom) * (first + second - together) ** 0.5
    gain = mean(after) - mean(before)
    assert gain - reach > 0
    return tuple(round(100 * share) for share in (mean(before), mean(after), gain, gain - reach, gain + reach))


class Hall:
    """What the people in the room do with their phones."""

    def __init__(self, visitor, code):
        self.code, self.address = code, f"/tes/{code}/"
        self.phones = [visitor(width=320, script=number != 1).open("/tes/") for number in range(PHONE)]
        self.shared = visitor(width=360).open(f"{self.address}?cara=shared")
        assert self.shared.violations() == []

    def answer(self, villagers, phase):
        own, plain = villagers[:PHONE], villagers[PHONE : PHONE + PLAIN]
        for someone, villager in zip(self.phones, own, strict=True):
            self.type_code(someone)
            fill(someone.page, villager, phase)
            assert someone.overflow <= 0
            send(someone.page)
        assert self.phones[0].violations() == []
        for villager in plain:
            self.send_plainly(villager, phase)
        self.pass_round(villagers[PHONE + PLAIN :], phase)

    def type_code(self, someone):
        someone.open("/tes/").page.get_by_label("Kode dari petugas").fill(f"{self.code[:2].lower()} {self.code[2:]}")
        someone.page.get_by_role("button", name="Buka tes").click()
        someone.page.get_by_role("button", name="Kirim jawaban").wait_for()

    def send_plainly(self, villager, phase):
        phone = Client(enforce_csrf_checks=True)
        fields = dict(HIDDEN.findall(phone.get(self.address).content.decode()))
        token = {"gambar": villager.picture, "angka": villager.number or ""}
        sent = phone.post(self.address, {**fields, **token, **villager.answers(phase), "niat": "yes"})
        assert "sudah dihitung" in sent.content.decode()

    def pass_round(self, villagers, phase):
        page = self.shared.open(f"{self.address}?cara=shared").page
        for villager in villagers:
            fill(page, villager, phase)
            send(page)
            page.get_by_role("button", name="Orang berikutnya").click()


def fill(page, villager, phase):
    if villager.picture:
        page.locator(f"label[for=g-{villager.picture}]").click()
        page.get_by_label("Angka, 10 sampai 99").fill(str(villager.number))
    for name, option in villager.answers(phase).items():
        page.locator(f"[name='{name}'][value={option}]").check()
    page.locator("[name=niat][value=yes]").check()


def send(page):
    page.get_by_role("button", name="Kirim jawaban").click()
    page.get_by_role("heading", name="sudah dihitung").wait_for()


@pytest.fixture
def desk(visitor, live_server):
    """Somebody of the ministry, signed in on a laptop."""

    def make(user):
        signed_in = Client()
        signed_in.force_login(user)
        cookie = signed_in.cookies[settings.SESSION_COOKIE_NAME].value
        someone = visitor(width=1200)
        someone.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        someone.plain = signed_in
        return someone

    return make


@pytest.fixture
def sari(live_server):
    make_region(VILLAGE_A, VILLAGE)
    return make_sari()


def plan(page):
    page.goto("/petugas/belajar/")
    page.get_by_role("link", name="Siapkan sosialisasi").click()
    page.get_by_label("Jalur resmi, langkah demi langkah").check()
    page.get_by_role("button", name="Buat paket").click()
    page.get_by_role("heading", name=VILLAGE).wait_for()
    return SessionKit.objects.get()


SHEETS = {
    "Daftar hadir (PDF)": "Jangan menulis nama, nomor telepon, atau NIK.",
    "Lembar tes A dan B (PDF)": "Di mana ia mendaftar sebagai calon pekerja migran?",
    "Lembar hitung dengan kunci (PDF)": "Lembar hitung nomor 4",
    "Lembar bacaan": "Simpan nomor Disnaker kabupaten Anda",
    "Lembar balik": "Wati memilih bertanya dulu",
}


def print_kit(someone):
    """Fetched without the browser, whose own request would outlive the test's database."""
    for link, words in SHEETS.items():
        address = someone.page.get_by_role("link", name=link).get_attribute("href")
        sheet = someone.plain.get(address)
        printed = letters_of(sheet.content)
        assert sheet["Content-Type"] == "application/pdf"
        assert letters(words) in printed, link
        assert letters(VILLAGE) in printed, link


def present(someone, code, folder):
    """The slides of this evening lie on the laptop, and the hall has no network."""
    page, kit_page = someone.page, someone.page.url
    with page.expect_download() as coming:
        page.get_by_role("link", name="Paparan").click()
    coming.value.save_as(folder / "paparan.html")
    someone.context.set_offline(True)
    page.goto((folder / "paparan.html").as_uri())
    said = page.locator("#said")
    slides = int(re.match(r"Slide 1 dari (\d+)", said.inner_text())[1])
    for number in range(2, slides + 1):
        page.keyboard.press("ArrowRight")
        assert said.inner_text().startswith(f"Slide {number} dari {slides}")
    assert code in page.locator(".slide:visible").inner_text()
    someone.context.set_offline(False)
    page.goto(kit_page)
    return slides


def tally(page, phase):
    page.get_by_role("link", name="Masukkan hitungan kertas").click()
    for mark, piles in PILES[phase].items():
        page.get_by_role("link", name=f"Lembar {mark}:").click()
        given = {"people": PEOPLE, "sheets": sum(piles), "said_yes": sum(piles) - 1, "said_no": 1}
        for name, number in {**given, **{f"pile_{score}": sheets for score, sheets in enumerate(piles)}}.items():
            page.locator(f"[name={name}]").fill(str(number))
        page.get_by_role("button", name="Simpan lembar ini").click()
        page.get_by_text(f"Lembar {mark} tersimpan.").wait_for()
    page.get_by_role("link", name=VILLAGE).click()


def step(page, button):
    page.get_by_role("button", name=button).click()
    page.get_by_role("heading", name="Jawaban yang masuk").wait_for()


def count_room(page):
    page.get_by_label("Orang di ruangan").fill(str(PEOPLE))
    page.get_by_label("Sudah melakukannya malam ini").fill(str(DID_IT))
    page.get_by_role("button", name="Simpan hitungan").click()
    page.get_by_text("Hitungan tersimpan.").wait_for()


def close(page):
    """What was counted in the room is still there, and need not be counted again."""
    page.get_by_role("link", name="Selesai, catat kegiatan").click()
    assert page.get_by_label("Sudah melakukannya malam ini").input_value() == str(DID_IT)
    page.get_by_label("Perempuan", exact=True).fill("17")
    page.get_by_label("Laki-laki", exact=True).fill("13")
    page.get_by_role("button", name="Tutup dan catat").click()
    page.get_by_text("30 peserta, tercatat sebagai kegiatan").wait_for()


def rows_of(page):
    """Every row of the tables, folded or not, as one line of words."""
    rows = page.evaluate(
        "() => Array.from(document.querySelectorAll('tr'), r => Array.from(r.cells, c => c.textContent))"
    )
    return [" ".join(" ".join(row).split()) for row in rows]


@needs_pdftotext
def test_an_evening_in_the_village(desk, visitor, sari, tmp_path):
    laptop, villagers = desk(sari), make_villagers()
    page, kit = laptop.page, plan(laptop.page)
    print_kit(laptop)
    step(page, "Buka tes sebelum")
    hall = Hall(visitor, kit.code)
    hall.answer(villagers, "before")
    tally(page, "before")
    step(page, "Tutup tes, mulai materi")
    assert present(laptop, kit.code, tmp_path) > 10
    step(page, "Buka tes sesudah")
    hall.answer(villagers, "after")
    tally(page, "after")
    assert "30 sesudah: 20 lewat HP, 10 kertas" in " ".join(laptop.text.split())
    assert Response.objects.filter(way="shared").count() == 2 * SHARED
    count_room(page)
    page.get_by_role("link", name="Lihat hasil").click()
    the_presenter_reads(laptop, villagers)
    page.get_by_role("link", name=VILLAGE).click()
    close(page)
    activity = Activity.objects.with_total().get()
    assert (activity.kind, activity.village_id, activity.total) == ("education_session", VILLAGE_A, PEOPLE)
    the_office_reads(desk(make_wati()), kit, villagers)


def the_presenter_reads(laptop, villagers):
    before, after, gain, low, high = expected(villagers)
    told = " ".join(laptop.text.split())
    asked = [(one.right(phase), len(one.answers(phase))) for one in villagers for phase in ("before", "after")]
    left_open = sum(3 - answered for _right, answered in asked)
    assert f"Naik {gain} poin, kira-kira antara {low} dan {high}" in told
    assert f"Jawaban benar: sebelum {before}% (30 orang), sesudah {after}% (30 orang)." in told
    assert f"Berpasangan: 18 orang. Soal dibiarkan kosong: {left_open} dari 120." in told
    assert "Berniat 93% 28/30 93% 28/30" in told
    assert f"Sudah melakukannya - 37% {DID_IT}/30" in told
    assert laptop.violations() == []


def the_office_reads(office, kit, villagers):
    before, after, gain, low, high = expected(villagers)
    office.open(f"/petugas/rekap/kantor/kanim-x/{kit.held_on:%Y-%m}/")
    rows = rows_of(office.page)
    assert "Semua 1 30" in rows
    for line in (
        "Sosialisasi dengan tes 1",
        f"Jawaban benar sebelum {before}% (30 orang)",
        f"Jawaban benar sesudah {after}% (30 orang)",
        f"Selisih, dalam poin +{gain}",
        f"Selisih kira-kira antara +{low} sampai +{high}",
        f"Melakukannya di tempat {round(100 * DID_IT / PEOPLE)}% (dari 30 orang)",
    ):
        assert line in rows
