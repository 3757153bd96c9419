"""A lesson on a small phone, its quiz, and its slides in a hall without a network."""

import pytest

pytestmark = pytest.mark.browser
LESSON = "/belajar/jalur-resmi/"


def test_a_lesson_and_its_quiz_fit_a_small_phone_and_remember_on_it(visitor):
    someone = visitor(width=320).open(LESSON)
    assert someone.overflow <= 0
    assert someone.violations() == []
    someone.open(f"{LESSON}kuis/").page.get_by_label("Saya tidak tahu").check()
    assert someone.violations() == []
    someone.page.get_by_role("button", name="Periksa jawaban").click()
    assert "Belum tepat" in someone.text
    assert someone.violations() == []
    someone.open(f"{LESSON}kuis/").page.get_by_role("button", name="Lanjutkan yang tadi").click()
    someone.page.get_by_text("Pertanyaan 2 dari").wait_for()
    assert "kuis" in someone.page.url
    assert someone.context.cookies() == []


def test_slides_need_a_keyboard_and_no_network(visitor, tmp_path):
    someone = visitor(width=1200).open(LESSON)
    page = someone.page
    with page.expect_download() as coming:
        page.get_by_role("link", name="Slide untuk layar").click()
    coming.value.save_as(tmp_path / "slide.html")
    someone.context.set_offline(True)
    page.goto((tmp_path / "slide.html").as_uri())
    said = page.locator("#said")
    assert said.inner_text().startswith("Slide 1 dari ")
    for keys, number in ((["ArrowRight", "Space", "PageDown"], 4), (["PageUp", "ArrowLeft"], 2), (["End", "Home"], 1)):
        for key in keys:
            page.keyboard.press(key)
        assert said.inner_text().startswith(f"Slide {number} dari ")
    assert page.locator(".slide:visible").count() == 1
    page.keyboard.press("n")
    assert page.locator(".notes:visible").count() == 1
    assert someone.violations() == []
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement !== null")
