"""Somebody about to leave makes her card and a letter, with and without scripts."""

import pytest

pytestmark = pytest.mark.browser

SCREENS = pytest.mark.parametrize(("script", "width"), [(True, 1000), (False, 320)], ids=["desk", "phone-no-script"])


def fits(someone):
    return someone.overflow <= 0 and someone.violations() == []


@SCREENS
def test_a_card_is_made_and_corrected(visitor, script, width):
    someone = visitor(script=script, width=width).open("/kerja/kartu/")
    page = someone.page
    page.get_by_label("Nama keluarga").fill("Ibu Rumiyatun")
    page.get_by_label("Nomor telepon keluarga").fill("nomor rumah")
    page.get_by_role("button", name="Lihat di layar dulu").click()
    assert page.get_by_label("Nama keluarga").input_value() == "Ibu Rumiyatun"
    page.get_by_label("Nomor telepon keluarga").fill("0812 3456 7890")
    page.get_by_label("Negara tujuan").select_option("hong_kong")
    page.get_by_role("button", name="Lihat di layar dulu").click()
    assert "KJRI Hong Kong" in someone.text
    assert "Ibu Rumiyatun" in someone.text
    assert "Rumiyatun" not in page.url
    assert someone.context.cookies() == []


def test_the_card_comes_as_a_sheet(visitor):
    someone = visitor().open("/kerja/kartu/")
    with someone.page.expect_response(lambda response: response.request.method == "POST") as answered:
        someone.page.get_by_role("button", name="Buat PDF").click()
    assert answered.value.headers["content-type"] == "application/pdf"
    assert answered.value.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "address",
    [
        "/kerja/siap-berangkat/",
        "/kerja/siap-berangkat/?jalur=p2p",
        "/kerja/kontrak/",
        "/kerja/kontrak/?jalur=training",
        "/kerja/kartu/",
        "/kerja/surat/",
        "/kerja/surat/?jenis=bencana&desa=33.01.01.2001",
    ],
)
def test_every_page_fits_a_small_phone_and_is_accessible(visitor, address):
    assert fits(visitor(width=320).open(address))


def test_a_contract_is_read_to_three_questions(visitor):
    someone = visitor(script=True, width=320).open("/kerja/kontrak/")
    someone.page.locator("input[name=contract-pay][value=tidak]").check()
    someone.page.get_by_role("button", name="Lihat yang perlu ditanyakan").click()
    assert someone.page.locator("ol.steps > li").count() == 3
    assert fits(someone)


def test_a_letter_is_drafted_for_a_village_found_by_name(visitor):
    someone = visitor(script=True, width=320).open("/kerja/surat/?jenis=izin")
    page = someone.page
    page.get_by_role("link", name="Pilih desa dulu").click()
    page.locator("#q").fill("tambakreja cilacap")
    page.locator("#q").press("Enter")  # suggestions that arrive late would move the button away
    page.locator("main ul.list a").first.click()
    page.get_by_label("Nama yang berangkat").fill("Ibu Rumiyatun")
    page.get_by_role("button", name="Lihat di layar dulu").click()
    assert "Tambakreja" in someone.text
    assert "Rumiyatun" not in page.url
    assert fits(someone)
