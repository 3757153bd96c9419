import pytest

KEBON_JERUK = "31.73.05.1001"
SUKAMAJU_CIMANGGU = "32.02.46.2002"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("kel. kebon jeruk jakbar", KEBON_JERUK),
        ("kebonjeruk jakarta barat", KEBON_JERUK),
        ("jakbar kebon jeruk", KEBON_JERUK),
        ("kebn jeruk jakbar", KEBON_JERUK),
        ("kebon jeruk jakar", KEBON_JERUK),
        ("jl mawar kebon jeruk jakarta barat", KEBON_JERUK),
        ("ds. sukamju kec cimanggu", SUKAMAJU_CIMANGGU),
        ("suka maju cimanggu sukabumi jabar", SUKAMAJU_CIMANGGU),
        ("cimanggu sukamaju kab. sukabumi", SUKAMAJU_CIMANGGU),
        ("guguak 8 koto", "13.07.02.2001"),
        ("nagari harau 50 kota", "13.07.05.2005"),
        ("tujuah koto talago", "13.07.02.2002"),
        ("sungai ijum kotim", "62.02.08.2014"),
        ("setokok batam", "21.71.05.1006"),
        ("batu licin tanah bumbu", "63.10.01.1007"),
        ("pulo panjang banten", "36.04.08.2009"),
        ("sukoharjo i pringsewu", "18.10.08.2002"),
    ],
)
def test_first_hit_is_the_village_meant(places, text, code):
    assert places.find(text)[0].code == code


def test_prefix_while_typing_gives_names_that_begin_so(places):
    assert all(place.village.lower().replace(" ", "").startswith("sukam") for place in places.find("sukam"))


def test_hits_know_their_areas(places):
    first = places.find("kebon jeruk jakbar")[0]
    assert (first.district, first.regency, first.kind) == (
        "Kebon Jeruk",
        "Kota Administrasi Jakarta Barat",
        "kelurahan",
    )


def test_within_keeps_to_the_area(places):
    assert {place.code[:5] for place in places.find("sukamaju", within="32.01")} == {"32.01"}


def test_exact_names_come_before_longer_and_misspelt_ones(places):
    names = [place.village for place in places.find("ngoro mojokerto", limit=5)]
    assert names[0] == "Ngoro"


def test_limit_is_kept_and_order_is_stable(places):
    assert len(places.find("sukamaju", limit=3)) == 3
    assert places.find("suka", limit=30) == places.find("suka", limit=30)


@pytest.mark.parametrize("text", ["", " ", "?!", "\x00", "a " * 500, "x" * 10_000, "🙂", "ds", "kec", "'; DROP"])
def test_odd_text_does_no_harm(places, text):
    assert len(places.find(text)) <= 8


def test_codes_lead_to_places(places):
    assert places.place(KEBON_JERUK).village == "Kebon Jeruk"
    assert places.place("31.73.05.9999") is None
    assert places.area_name("31.73") == "Kota Administrasi Jakarta Barat"
