"""What people do from the first page to the answer, in a real browser."""

from urllib.parse import urlencode

import pytest

from pimpasa.guidance.tests.make import ADULT, CHILD, KEBON_JERUK, LOST_IN_A_FLOOD

pytestmark = pytest.mark.browser

PASSPORT = "/panduan/paspor/"
ANSWER = f"{PASSPORT}?{urlencode(ADULT)}"


# A window of 640 pixels at 200 % zoom has 320 pixels of its own, each drawn twice as large.
@pytest.mark.parametrize(
    ("script", "width", "scale"),
    [(True, 1000, 1), (False, 320, 1), (True, 320, 2), (False, 320, 2)],
    ids=["desk", "phone-no-script", "zoomed", "zoomed-no-script"],
)
def test_the_passport_question_is_answered(visitor, script, width, scale):
    someone = visitor(script=script, width=width, scale=scale).open("/")
    someone.page.get_by_role("main").get_by_role("link", name="Paspor").first.click()
    someone.follow(ADULT)
    assert "Rp650.000" in someone.text
    assert "Yang dibawa" in someone.text


def test_going_back_keeps_the_answers(visitor):
    someone = visitor().open(PASSPORT)
    someone.answer("indonesia")
    second = someone.question
    someone.answer(ADULT[second])
    someone.page.go_back()
    assert someone.question == second


def test_one_answer_is_changed(visitor):
    someone = visitor(script=False).open(ANSWER)
    someone.page.get_by_text("Jawaban Anda, bisa diubah").click()
    someone.page.locator("button[name=ubah][value=years]").click()
    someone.answer("10")
    assert "Rp950.000" in someone.text


def test_the_keyboard_is_enough(visitor):
    someone = visitor().open(PASSPORT)
    while someone.question:
        choose_by_keyboard(someone, ADULT[someone.question])
    assert "Rp650.000" in someone.text


def choose_by_keyboard(someone, option):
    tab_until(someone.page, f"document.activeElement.name === '{someone.question}'")
    someone.page.keyboard.press("Space")
    for _ in range(10):
        if someone.page.evaluate("document.activeElement.value") == option:
            break
        someone.page.keyboard.press("ArrowDown")
    tab_until(someone.page, "document.activeElement.textContent.trim() === 'Lanjut'")
    with someone.page.expect_navigation():
        someone.page.keyboard.press("Enter")


def tab_until(page, condition):
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(condition):
            return
    raise AssertionError(f"the Tab key never reached: {condition}")


def test_a_focused_choice_can_be_seen(visitor):
    someone = visitor().open(PASSPORT)
    tab_until(someone.page, "document.activeElement.name === 'place'")
    assert someone.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_sensitive_answers_stay_out_of_the_address(visitor):
    someone = visitor(script=False).open(PASSPORT).follow(CHILD)
    assert "parents" not in someone.page.url
    assert "Yang dibawa" in someone.text


def test_two_of_a_family_share_one_page(visitor):
    someone = visitor(script=False).open(ANSWER)
    someone.page.get_by_role("button", name="Tambah anggota keluarga").click()
    someone.follow(LOST_IN_A_FLOOD)
    assert "Biaya bersama" in someone.text
    assert "Orang 2" in someone.text


def test_the_village_picker_leads_to_the_office(visitor, office):
    someone = visitor().open("/desa/cari")
    someone.page.get_by_role("combobox").press_sequentially("kebon jeruk jakbar")
    someone.page.locator(f"[role=option][data-code='{KEBON_JERUK}']").wait_for()
    someone.page.keyboard.press("ArrowDown")
    with someone.page.expect_navigation():
        someone.page.keyboard.press("Enter")
    assert someone.page.url.endswith(f"/desa/{KEBON_JERUK}")
    assert office.name in someone.text


def test_the_village_is_found_without_script_on_the_answer_page(visitor, office):
    someone = visitor(script=False, width=320).open(ANSWER)
    someone.page.get_by_label("Desa Anda").fill("kebon jeruk jakarta barat")
    someone.page.get_by_role("button", name="Cari kantor untuk desa ini").click()
    someone.page.locator(f"button[name=desa][value='{KEBON_JERUK}']").click()
    assert office.name in someone.text


def test_what_was_reported_arrives(visitor):
    from pimpasa.guidance.models import FactReport

    someone = visitor(script=False).open(ANSWER)
    someone.page.get_by_text("Ada yang salah?").click()
    someone.page.get_by_label("Apa yang salah?").fill("Di sini diminta materai")
    someone.page.get_by_role("button", name="Kirim", exact=True).click()
    assert "diterima" in someone.text
    assert FactReport.objects.get().text == "Di sini diminta materai"


def test_paper_holds_the_answer_and_nothing_to_press(visitor):
    someone = visitor().open(ANSWER)
    someone.page.emulate_media(media="print")
    assert someone.page.locator(".price").first.is_visible()
    assert someone.page.get_by_text("Yang dibawa").first.is_visible()
    pressed = someone.page.locator("button, nav a, .strip, .noprint")
    assert [one.inner_text() for one in pressed.all() if one.is_visible()] == []
