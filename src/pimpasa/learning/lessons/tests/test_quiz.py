"""The quiz without scripts: what a person posts, screen by screen."""

from pimpasa.learning.lessons.quiz import NO_IDEA

from .make import FIRST, shipped, withdraw

QUIZ = f"/belajar/{FIRST}/kuis/"


def post(client, answers, **more):
    return client.post(QUIZ, {**answers, **more})


def test_a_walk_explains_each_answer_and_ends_with_what_to_read_again(lesson_client):
    answers, items = {}, shipped().items
    for number, item in enumerate(items, 1):
        screen = post(lesson_client, answers).content.decode()
        assert item.question in screen
        assert f"Pertanyaan {number} dari {len(items)}" in screen
        answers[item.id] = NO_IDEA if item is items[0] else item.right
        told = post(lesson_client, answers, ditanya=item.id).content.decode()
        assert item.explanation in told
        assert ("Belum tepat" if item is items[0] else "Benar") in told
        assert "Tertanggal" in told
    end = post(lesson_client, answers)
    assert f"{len(items) - 1} dari {len(items)} benar" in end.content.decode()
    assert items[0].question in end.content.decode()
    assert items[1].question not in end.content.decode()
    assert end.cookies == {}
    assert end["Cache-Control"] == "no-store"


def test_an_empty_answer_is_asked_for_and_keeps_the_earlier_ones(lesson_client):
    first, second = shipped().items[:2]
    response = post(lesson_client, {first.id: "a"}, ditanya=second.id)
    assert response.status_code == 400
    assert f'name="{first.id}" value="a"' in response.content.decode()
    assert "Pilih satu jawaban dulu." in response.content.decode()


def test_what_is_no_answer_is_left_out(lesson_client):
    item = shipped().items[0]
    assert item.question in post(lesson_client, {item.id: "z", "lain": "b"}).content.decode()


def test_an_item_that_leans_on_a_withdrawn_source_says_so(lesson_client, monkeypatch):
    item = shipped().items[0]
    withdraw(monkeypatch, shipped().facts[item.facts[0]].source)
    assert "sedang diperiksa ulang" in lesson_client.get(QUIZ).content.decode()
    assert "sumber ditarik" in post(lesson_client, {item.id: "a"}, ditanya=item.id).content.decode()
