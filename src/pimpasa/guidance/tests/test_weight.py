"""The first answer comes in one round trip: no query once warm, and little to carry."""

import gzip
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders

from .make import ADULT, KEBON_JERUK, make_office
from .pages import PASSPORT, follow, visit

pytestmark = pytest.mark.django_db

ONE_ROUND_TRIP = 14 * 1024
STYLE = Path(finders.find("ui/pimpasa.css")).read_bytes()


def pages(client):
    return {"question": visit(client).source, "answer": follow(client, visit(client), ADULT).source}


def with_gzip(content: bytes) -> int:
    return len(gzip.compress(content, 6, mtime=0))


def with_brotli(content: bytes) -> int:
    return len(brotli.compress(content, quality=5))


@pytest.mark.parametrize("compressed", [with_gzip, with_brotli])
@pytest.mark.parametrize("name", ["question", "answer"])
def test_a_first_page_with_its_style_fits_one_round_trip(client, name, compressed):
    size = compressed(pages(client)[name].encode()) + compressed(STYLE)
    assert size <= ONE_ROUND_TRIP


def test_a_page_has_one_style_and_waits_for_no_script(client):
    for source in pages(client).values():
        assert source.count('rel="stylesheet"') == 1
        assert source.count("<script ") == source.count(" defer")
        assert "<script>" not in source


def test_an_answer_needs_no_query(client, django_assert_num_queries):
    follow(client, visit(client), ADULT)
    with django_assert_num_queries(0):
        assert client.get(PASSPORT, ADULT).status_code == 200


def test_an_answer_for_a_village_needs_no_query_once_offices_are_read(client, django_assert_num_queries):
    make_office()
    client.get(PASSPORT, {**ADULT, "desa": KEBON_JERUK})
    with django_assert_num_queries(0):
        assert "Kantor Imigrasi Uji" in client.get(PASSPORT, {**ADULT, "desa": KEBON_JERUK}).content.decode()


def test_a_page_sets_no_cookie(client):
    assert client.get(PASSPORT, ADULT).cookies == {}


def test_a_page_travels_compressed(client):
    response = client.get(PASSPORT, ADULT, headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
