"""Whatever is sent: a clear page, nothing run, nothing lost."""

from urllib.parse import urlencode

import pytest

from .pages import PASSPORT, visit

pytestmark = pytest.mark.django_db

EVIL = "<script>alert(1)</script>"
HOSTILE = [
    EVIL,
    '"><img src=x onerror=alert(1)>',
    "'; DROP TABLE guidance_factreport; --",
    "\x00\x1b\x07\x7f",
    "{{ 7*7 }}",
    "%s%n",
    "‮x",
    "\ud83d",
]
GUIDE_FIELDS = ["place", "reason", "orang", "desa", "kantor", "tanggal", "ubah", "ditanya", "cari_desa"]
REPORT_FIELDS = ["guide", "version", "day", "facts", "text", "key"]
TEN_MEGABYTES = "a" * 10_000_000


def is_friendly(response) -> bool:
    return response.status_code < 500 and EVIL not in response.content.decode()


@pytest.mark.parametrize("name", GUIDE_FIELDS)
@pytest.mark.parametrize("value", HOSTILE)
def test_every_field_of_the_guide_is_only_text(client, name, value):
    query = urlencode({name: value}, errors="surrogatepass")
    for response in (
        client.get(f"{PASSPORT}?{query}"),
        client.post(PASSPORT, query, content_type="application/x-www-form-urlencoded"),
    ):
        assert is_friendly(response)
        assert "onerror=alert" not in response.content.decode().replace("&quot;", "").replace(
            "&gt;&lt;img src=x onerror=alert", ""
        )


@pytest.mark.parametrize("name", REPORT_FIELDS)
@pytest.mark.parametrize("value", HOSTILE)
def test_every_field_of_a_report_is_only_text(client, name, value):
    given = {"guide": "paspor", "day": "2024-11-04", "text": "salah", name: value}
    response = client.post(
        "/lapor-salah/", urlencode(given, errors="surrogatepass"), content_type="application/x-www-form-urlencoded"
    )
    assert is_friendly(response)


@pytest.mark.parametrize("address", [PASSPORT, "/lapor-salah/"])
def test_ten_megabytes_are_refused_in_friendly_words(client, address):
    response = client.post(address, f"text={TEN_MEGABYTES}", content_type="application/x-www-form-urlencoded")
    assert response.status_code in {400, 413}
    assert "Kiriman tidak bisa dibaca" in response.content.decode()


def test_ten_megabytes_in_an_address_are_cut(client):
    page = visit(client, place=TEN_MEGABYTES)
    assert page.status == 400
    assert len(page.source) < 50_000


def test_ten_thousand_fields_are_refused_in_friendly_words(client):
    body = "&".join(f"f{number}=1" for number in range(10_000))
    response = client.post(PASSPORT, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 400
    assert "Kiriman tidak bisa dibaca" in response.content.decode()


@pytest.mark.parametrize("body", [b"\xff\xfe\x00", b"%ff%fe=%00", b"&&&===;;"])
def test_bytes_that_are_no_text_are_refused_or_ignored(client, body):
    assert client.post(PASSPORT, body, content_type="application/x-www-form-urlencoded").status_code < 500


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x", "text/xml", "nonsense"])
def test_other_kinds_of_content_harm_nothing(client, kind):
    assert client.post(PASSPORT, b"{}", content_type=kind).status_code < 500


def test_a_page_that_is_not_there_says_so_in_plain_words(client):
    page = visit(client, "/tidak-ada")
    assert page.status == 404
    assert "Halaman tidak ditemukan" in page.text
    assert "/" in page.links


def test_a_page_that_breaks_says_so_in_plain_words(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("pimpasa.guidance.views.guide.read_journey", lambda *given: 1 / 0)
    page = visit(client)
    assert page.status == 500
    assert "Ini bukan kesalahan Anda" in page.text
    assert "ZeroDivisionError" not in page.source
