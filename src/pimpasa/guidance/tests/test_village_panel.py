from pimpasa.guidance.panels import guides_panel
from pimpasa.regions.gazetteer import Place

VILLAGE = Place("33.01.01.2001", "Sukamaju", "desa", "Sukasari", "Kabupaten Contoh", "Jawa Tengah")


def test_a_village_offers_the_passport_guide_before_the_one_on_work(rf):
    page = guides_panel(rf.get("/"), VILLAGE)
    assert page.index("/panduan/paspor/") < page.index("/panduan/kerja/")
