"""What a lesson's page says: every statement with its source, and in words what is in doubt."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.utils.html import escape

from pimpasa.foundation.content import load_library
from pimpasa.foundation.rules.model import Status
from pimpasa.guidance.forms import ReportForm
from pimpasa.learning.lessons.links import ways_of
from pimpasa.learning.lessons.panels import lessons_panel
from pimpasa.learning.library import lessons
from pimpasa.regions.gazetteer import gazetteer

from .make import FIRST, LONG_AGO, change_fact, record, review, shipped, withdraw

ONE_ROUND_TRIP, MOST = 14 * 1024, 60 * 1024
STYLES = [Path(finders.find(name)).read_bytes() for name in ("ui/pimpasa.css", "learning/lesson.css")]


def page_of(client, lesson_id=FIRST, language=""):
    response = client.get(f"{language}/belajar/{lesson_id}/")
    assert response.status_code == 200
    return response.content.decode()


def step_of(page, number):
    return page.partition(f'id="langkah-{number}"')[2].partition("</section>")[0]


def test_every_statement_stands_with_its_source_and_day(lesson_client):
    sources = load_library().sources
    for lesson in lessons().values():
        page = page_of(lesson_client, lesson.id)
        for step in lesson.steps:
            shown = step_of(page, step.number)
            for fact in (lesson.facts[name] for name in step.facts):
                told = shown.partition(f'<span lang="id">{escape(fact.text)}</span>')[2].partition("</li>")[0]
                assert escape(sources[fact.source].title) in told, (lesson.id, fact.id)
                assert "Tertanggal" in told


def test_every_page_is_light(lesson_client):
    style = sum(len(gzip.compress(one)) for one in STYLES)
    for lesson_id in lessons():
        size = len(gzip.compress(page_of(lesson_client, lesson_id).encode(), 6))
        assert size + style <= ONE_ROUND_TRIP, lesson_id
        assert size <= MOST


def test_the_list_is_narrowed_by_plain_links(lesson_client):
    everything = lesson_client.get("/belajar/").content.decode()
    assert all(escape(lesson.title) in everything for lesson in lessons().values())
    narrowed = lesson_client.get("/belajar/?untuk=perangkat-desa").content.decode()
    for lesson in lessons().values():
        assert (f'data-lesson="{lesson.id}"' in narrowed) == ("village-official" in lesson.audiences)


def test_a_draft_says_so_until_somebody_reviewed_these_words(lesson_client, monkeypatch):
    assert "draf, belum ditinjau" in page_of(lesson_client)
    review(monkeypatch)
    page = page_of(lesson_client, language="/en")
    assert "draf, belum ditinjau" not in page
    assert "Ibu Uji" in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"status": Status.CONTESTED}, "sumber berbeda, tanyakan kantor"),
        ({"status": Status.ANNOUNCED}, "diumumkan, belum berlaku"),
        ({"confidence": "C"}, "belum pasti, tanyakan kantor"),
        ({"until": LONG_AGO}, "tidak berlaku lagi, tanyakan kantor"),
    ],
)
def test_what_is_in_doubt_is_told_beside_the_sentence(lesson_client, monkeypatch, change, words):
    name = next(name for name in shipped().steps[0].facts)
    change_fact(monkeypatch, name, **change)
    assert words in step_of(page_of(lesson_client), 1).partition("<details")[0]


def test_a_withdrawn_source_flags_the_page_and_what_leans_on_it(lesson_client, monkeypatch):
    fact = shipped().facts[shipped().steps[0].facts[0]]
    assert "sumber ditarik" not in page_of(lesson_client)
    withdraw(monkeypatch, fact.source)
    page = page_of(lesson_client, language="/en")
    told = page.partition('id="langkah-1"')[0].partition("is being checked again")[2]
    assert f"<li>{escape(fact.text)}</li>" in told
    assert "source withdrawn" in step_of(page, 1).partition("<details")[0]


def test_a_recorded_voice_is_offered_only_for_the_words_it_read(lesson_client, monkeypatch):
    record(monkeypatch, text_version=shipped().steps[0].version)
    page = page_of(lesson_client)
    assert f'src="/belajar/{FIRST}/suara/langkah-1.mp3"' in step_of(page, 1)
    assert "Jawa" in step_of(page, 1)
    record(monkeypatch, text_version="lama")
    assert "<audio" not in page_of(lesson_client, language="/en")
    assert lesson_client.get(f"/belajar/{FIRST}/suara/langkah-1.mp3").status_code == 404


def test_only_what_exists_is_linked(lesson_client):
    for way in ways_of(shipped()):
        assert f'href="{way.url}"' in page_of(lesson_client)
    assert lesson_client.get("/belajar/tidak-ada/").status_code == 404


def test_a_mistake_in_a_lesson_can_be_told_from_its_page(lesson_client):
    assert f'name="guide" value="{FIRST}"' in page_of(lesson_client)
    assert ReportForm({"guide": FIRST, "day": "2026-11-25", "text": "salah"}).is_valid()


def test_a_village_offers_lessons(rf):
    panel = lessons_panel(rf.get("/"), gazetteer().place("33.01.01.2001"))
    assert f'href="/belajar/{FIRST}/"' in panel
