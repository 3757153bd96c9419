"""The slide file: whole in itself, light, and honest about what it shows."""

import gzip
import re
from datetime import date

from django.utils.html import escape

from pimpasa.learning.lessons.tests.make import FIRST, shipped, withdraw
from pimpasa.learning.library import lessons
from pimpasa.learning.slides.deck import MOST_LETTERS, deck

MOST = 60 * 1024
# Whatever a browser would fetch while it shows the file.
FETCHED = re.compile(r'\ssrc=|<link(?! rel="icon" href="data:,")|@import|url\(|srcset=')


def file_of(client, lesson_id=FIRST, query=""):
    return client.get(f"/belajar/{lesson_id}/slides/{query}")


def test_every_file_is_light_fetches_nothing_and_says_it_is_a_draft(lesson_client):
    for lesson_id in lessons():
        response = file_of(lesson_client, lesson_id)
        text = response.content.decode()
        assert len(gzip.compress(response.content, 6)) <= MOST
        assert FETCHED.search(text) is None
        assert "draf, belum ditinjau" in text
        assert text.count("bukan terbitan resmi imigrasi") == text.count('<section class="slide')
        assert response["Content-Disposition"].startswith("attachment;")


def test_every_statement_and_note_is_on_a_slide_with_its_source():
    for lesson in lessons().values():
        slides = [slide for slide in deck(lesson, date(2026, 11, 25)) if slide.runs]
        shown = {fact.fact.id for slide in slides for fact in slide.facts}
        assert shown == {name for step in lesson.steps for name in step.facts}
        assert {slide.notes for slide in slides} == {step.notes for step in lesson.steps}


def test_a_question_to_the_room_stands_alone_and_no_slide_is_crowded():
    for lesson in lessons().values():
        for slide in deck(lesson, date(2026, 11, 25)):
            blocks = [block for run in slide.runs for block in run.blocks]
            assert "ask" not in {block.kind for block in blocks} or len(blocks) == 1
            assert len(blocks) < 2 or sum(len(block.html) for block in blocks) < 1.6 * MOST_LETTERS


def test_a_withdrawn_source_shows_on_the_slide_and_in_the_notes(lesson_client, monkeypatch):
    fact = shipped().facts[shipped().steps[0].facts[0]]
    assert "sumber ditarik" not in file_of(lesson_client).content.decode()
    withdraw(monkeypatch, fact.source)
    text = file_of(lesson_client).content.decode()
    assert "sumber ditarik, jangan dipakai dulu" in text
    assert f'jangan disampaikan</span> <span lang="id">{escape(fact.text)}' in text


def test_the_code_of_an_evening_is_printed_large_and_nothing_else_gets_in(lesson_client):
    assert 'class="code"' not in file_of(lesson_client).content.decode()
    text = file_of(lesson_client, query="?kode=bcd-fg").content.decode()
    assert text.count('<p class="code">BCDFG</p>') == 2
    assert "<b>x" not in file_of(lesson_client, query="?kode=<b>x").content.decode()
