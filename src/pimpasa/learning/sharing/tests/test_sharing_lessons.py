"""A key message that travels: with its source, its day and its doubts, and never once it has fallen."""

import io
from urllib.parse import quote

import pytest
from django.utils.html import escape
from PIL import Image

from pimpasa.guidance.paper.tests.make import LONGEST_VILLAGE
from pimpasa.learning.lessons.tests.make import FIRST, shipped, withdraw
from pimpasa.regions.gazetteer import gazetteer
from pimpasa.regions.queries import forget_offices

from ..text import for_whom

# The longest message with a doubt, and the most sources.
UNSURE = "peran-desa"


def page(client, lesson_id=FIRST, query=""):
    return client.get(f"/belajar/{lesson_id}/bagikan/{query}").content.decode()


def test_the_text_carries_message_action_source_day_and_state(lesson_client, time_machine):
    time_machine.move_to("2026-11-25T12:00:00+07:00")
    text = page(lesson_client)
    told = [shipped().message, shipped().action, "Sumber: UU 18/2017, 22 November 2017;", "Dibagikan 25 November 2026"]
    told += ["Draf, belum ditinjau", "Polisi 110 (terlihat Januari 2026)"]
    assert [words for words in told if escape(words) not in text] == []
    assert f"https://wa.me/?text={quote('*' + shipped().title)}" in text


def test_a_doubt_is_told_in_words(lesson_client):
    assert "(belum pasti, tanyakan kantor)" in page(lesson_client, UNSURE)


def test_a_link_stands_only_where_the_site_has_an_address(lesson_client, settings):
    settings.SITE_URL = ""
    assert f"/belajar/{FIRST}/</textarea>" not in page(lesson_client)
    settings.SITE_URL = "https://contoh.test"
    assert f"https://contoh.test/belajar/{FIRST}/</textarea>" in page(lesson_client, query="?lain")


def test_a_village_is_spoken_to_and_goes_along_to_every_sheet_and_language(lesson_client):
    text = page(lesson_client, query=f"?desa={LONGEST_VILLAGE}")
    assert text.count(for_whom(gazetteer().place(LONGEST_VILLAGE))) == 2
    assert text.count(f"desa={LONGEST_VILLAGE}") == 9


def test_a_fallen_message_is_given_to_nobody(lesson_client, monkeypatch):
    withdraw(monkeypatch, "uu-18-2017")
    text = page(lesson_client)
    assert "Pesan ini sedang tidak dibagikan." in text
    assert not any(words in text for words in (shipped().message, "wa.me", "gambar.png", "papan.pdf"))
    assert lesson_client.get(f"/belajar/{FIRST}/gambar.png").status_code == 302


@pytest.mark.django_db
def test_the_picture_fits_a_phone(client):
    forget_offices()
    response = client.get(f"/belajar/{UNSURE}/gambar.png?desa={LONGEST_VILLAGE}")
    assert response["Content-Type"] == "image/png"
    assert len(response.content) < 150_000
    assert Image.open(io.BytesIO(response.content)).size == (1080, 1350)
