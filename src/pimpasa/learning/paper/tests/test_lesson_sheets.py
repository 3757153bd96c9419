"""The sheets of lessons: whole, with their sources, in few pages, and silent about what no longer stands."""

import pytest

from pimpasa.foundation.content.lessons.markdown import plain
from pimpasa.foundation.printing.tests.reading import letters, letters_of, needs_pdftotext
from pimpasa.guidance.paper.tests.make import LONGEST_VILLAGE, make_serving_office
from pimpasa.learning.lessons.tests.make import FIRST, change_fact, review, shipped, withdraw
from pimpasa.learning.library import lessons
from pimpasa.learning.paper.tests.make import LONGEST, page_count, sheet
from pimpasa.regions.queries import forget_offices

pytestmark = pytest.mark.django_db
VILLAGE = f"?desa={LONGEST_VILLAGE}"


@pytest.fixture(autouse=True)
def own_offices():
    forget_offices()
    yield
    forget_offices()


def missing(printed, texts):
    return [text for text in texts if letters(text) not in printed]


def words_of(lesson):
    return [lesson.title, lesson.action, *(plain(block.text) for step in lesson.steps for block in step.blocks)]


def test_all_lessons_fit_their_sheets(client):
    for lesson_id, lesson in lessons().items():
        assert page_count(sheet(client, "lembar.pdf", lesson_id)) <= 2
        # A cover, its steps (a long one takes two leaves), the action, and one cue sheet.
        assert page_count(sheet(client, "lembar-balik.pdf", lesson_id)) in range(len(lesson.steps) + 3, 15)


@needs_pdftotext
@pytest.mark.parametrize("query", [VILLAGE, f"{VILLAGE}&ukuran=a5"])
def test_a_handout_holds_every_word_with_sources_doubts_helplines_and_whose_it_is(client, query):
    office, lesson = make_serving_office(LONGEST_VILLAGE), shipped(LONGEST)
    pdf = sheet(client, "lembar.pdf", LONGEST, query)
    printed = letters_of(pdf)
    told = ["UU 18/2017, 22 November 2017", "belum pasti, tanyakan kantor", "draf, belum ditinjau", "Terakhir terlihat"]
    whose = [office.name, "Kampuang Tanjuang Koto Mambang Sungai Durian", f"testserver/belajar/{LONGEST}"]
    assert missing(printed, [*words_of(lesson), *told, *whose, "Bukan situs resmi imigrasi"]) == []
    assert page_count(pdf) == 2


@needs_pdftotext
@pytest.mark.parametrize("size", ["a4", "a3"])
def test_a_flip_chart_holds_every_word_and_every_note(client, size):
    lesson, pdf = shipped(LONGEST), sheet(client, "lembar-balik.pdf", LONGEST, f"?ukuran={size}")
    notes = [note.text for step in lesson.steps for note in step.notes]
    assert missing(letters_of(pdf), [*words_of(lesson), *notes, f"1 / {page_count(pdf)}"]) == []


@needs_pdftotext
@pytest.mark.parametrize("size", ["a4", "a3"])
def test_a_notice_holds_message_source_and_village_on_one_page(client, size):
    pdf = sheet(client, "papan.pdf", FIRST, f"{VILLAGE}&ukuran={size}")
    told = [shipped().message, shipped().title, shipped().action, "UU 18/2017, 22 November 2017", "Koto Patamuan"]
    assert page_count(pdf) == 1
    assert missing(letters_of(pdf), told) == []


@needs_pdftotext
def test_a_reviewed_lesson_names_its_reviewer_and_is_no_draft(client, monkeypatch):
    review(monkeypatch)
    draft = letters("draf, belum ditinjau")
    assert missing(letters_of(sheet(client, "papan.pdf")), ["Ditinjau Ibu Uji (ahli hukum)", draft]) == [draft]


@needs_pdftotext
def test_what_no_longer_stands_is_only_told_to_the_presenter(client, monkeypatch):
    fact = shipped().facts["no-private-person"]
    said = "Perorangan tidak boleh menempatkan."
    withdraw(monkeypatch, "uu-18-2017")
    handout, chart = letters_of(sheet(client, "lembar.pdf")), letters_of(sheet(client, "lembar-balik.pdf"))
    assert missing(handout, [said, fact.text]) == [said, fact.text]
    assert missing(handout, ["Sebagian isi pelajaran ini sedang diperiksa ulang."]) == []
    assert missing(chart, [f"{fact.text} (sumber ditarik, jangan dipakai dulu", said]) == [said]


@needs_pdftotext
def test_notes_of_a_step_fall_with_its_facts_and_those_of_others_stay(client, monkeypatch):
    change_fact(monkeypatch, "self-papers", until=shipped().facts["self-papers"].since)
    chart = letters_of(sheet(client, "lembar-balik.pdf"))
    first, fifth = (shipped().steps[place].notes[0].text for place in (0, 4))
    assert missing(chart, [first, fifth, "Catatan tidak dicetak"]) == [fifth]


def test_a_fallen_message_hangs_on_no_board(client, monkeypatch):
    withdraw(monkeypatch, "uu-18-2017")
    response = client.get(f"/belajar/{FIRST}/papan.pdf{VILLAGE}")
    assert (response.status_code, response["Location"]) == (302, f"/belajar/{FIRST}/bagikan/{VILLAGE}")


@pytest.mark.parametrize("address", ["tidak-ada/lembar.pdf", f"{FIRST}/papan.pdf?desa=99.99.99.9999"])
def test_neither_a_lesson_nor_a_village_is_guessed(client, address):
    assert client.get(f"/belajar/{address}").status_code == 404
