import json

import pytest
from django.utils.safestring import mark_safe

from pimpasa.regions import views
from pimpasa.regions.models import Region
from pimpasa.regions.picking import picked, safe_next

KEBON_JERUK = "31.73.05.1001"
pytestmark = pytest.mark.django_db
EVIL = "<script>alert(1)</script>"


def body(response) -> str:
    return response.content.decode()


def test_search_without_script_lists_links(client):
    page = body(client.get("/desa/cari", {"q": "kebon jeruk jakbar"}))
    assert f'href="/desa/{KEBON_JERUK}"' in page
    assert "Kota Administrasi Jakarta Barat" in page


def test_search_says_when_the_named_regency_has_no_such_village(client):
    assert "Tidak ada yang cocok di Kabupaten Cilacap" in body(client.get("/desa/cari", {"q": "sukamaju cilacap"}))
    assert "Tidak ada yang cocok" not in body(client.get("/desa/cari", {"q": "tambakreja cilacap"}))


def test_empty_search_shows_only_the_form(client):
    page = body(client.get("/desa/cari"))
    assert 'name="q"' in page
    assert "Hasil" not in page


def test_search_says_what_to_do_when_nothing_is_found(client):
    assert "Tidak ada desa yang mirip" in body(client.get("/desa/cari", {"q": "qqqqqqqqqqqq"}))


def test_picking_returns_to_the_page_that_asked(client):
    page = body(client.get("/desa/cari", {"q": "kebon jeruk jakbar", "next": "/paspor/?umur=dewasa&desa=x"}))
    assert f'href="/paspor/?umur=dewasa&amp;desa={KEBON_JERUK}"' in page
    assert 'data-link="/paspor/?umur=dewasa&amp;desa=KODE"' in page


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x", "x"])
def test_next_leads_nowhere_else(client, address):
    assert safe_next(address) == ""
    page = body(client.get("/desa/cari", {"q": "kebon jeruk jakbar", "next": address}))
    assert f'href="/desa/{KEBON_JERUK}"' in page


def test_picked_keeps_the_rest_of_the_query():
    assert picked("1", "/paspor/?a=1&a=2&desa=0&b=") == "/paspor/?a=1&a=2&b=&desa=1"


@pytest.mark.parametrize("query", [EVIL, "'; DROP TABLE regions_region; --", chr(0) + chr(27), "é" * 5000, "%%%"])
def test_hostile_queries_are_only_text(client, query):
    response = client.get("/desa/cari", {"q": query})
    assert response.status_code == 200
    assert EVIL not in body(response)


def test_suggestions_are_few_and_cacheable(client):
    response = client.get("/desa/saran", {"q": "sukamaju"})
    assert len(json.loads(response.content)["villages"]) == 8
    assert "public" in response["Cache-Control"]


@pytest.mark.parametrize("address", ["/desa/cari", "/desa/saran", f"/desa/{KEBON_JERUK}", "/kantor/"])
def test_pages_only_read(client, address):
    assert client.post(address).status_code == 405


def test_village_page_names_its_office_and_areas(client, loaded):
    page = body(client.get(f"/desa/{KEBON_JERUK}"))
    assert "Kelurahan Kebon Jeruk" in page
    assert "/kantor/kanim-jakarta-barat" in page


def test_inferred_office_is_marked(client, loaded):
    assert "perkiraan, tanyakan kantor" in body(client.get("/desa/33.01.05.2001"))


def test_village_page_shows_panels_of_other_parts(client, loaded, monkeypatch):
    panels = [lambda request, place: mark_safe(f"<p>Panel {place.village}</p>"), lambda request, place: None]
    monkeypatch.setattr(views, "village_panels", lambda: panels)
    assert "<p>Panel Kebon Jeruk</p>" in body(client.get(f"/desa/{KEBON_JERUK}"))


@pytest.mark.parametrize("code", ["99.99.99.9999", "31.73", "x", "<b>"])
def test_unknown_village_is_not_found(client, loaded, code):
    assert client.get(f"/desa/{code}").status_code == 404


def make_former_village(successor: str | None = None) -> Region:
    return Region.objects.create(
        code="31.73.05.1999",
        parent_id="31.73.05",
        name="Lama",
        kind="urban_village",
        first_edition="a",
        last_edition="a",
        ended=True,
        successor_id=successor,
    )


def test_former_village_is_said_to_be_gone(client, loaded):
    response = client.get(f"/desa/{make_former_village().code}")
    assert response.status_code == 410
    assert "tidak dipakai lagi" in body(response)


def test_former_village_leads_to_its_successor(client, loaded):
    response = client.get(f"/desa/{make_former_village(KEBON_JERUK).code}")
    assert response["Location"] == f"/desa/{KEBON_JERUK}"


def test_offices_can_be_searched(client, loaded):
    page = body(client.get("/kantor/", {"q": "jawa barat bogor"}))
    assert "Bogor" in page
    assert "/kantor/kanim-cilacap" not in page


def test_office_page_says_what_is_missing(client, loaded):
    page = body(client.get("/kantor/kanim-cilacap"))
    assert "imigrasi.go.id" in page
    assert "belum ada" in page


def test_phone_is_never_shown_without_its_age(client, loaded):
    page = body(client.get("/kantor/kanim-wonosobo"))
    assert "(0286) 321628" in page
    assert "data lama, 2025" in page
    assert "Nomor lama bisa berpindah ke orang lain" in page


def test_unknown_office_is_not_found(client, loaded):
    assert client.get("/kantor/kanim-antah").status_code == 404
