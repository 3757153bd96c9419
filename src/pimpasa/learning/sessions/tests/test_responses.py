"""What the room sends: counted once, paired without a name, refused with a reason, and never lost on the way."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pimpasa.learning.retention import RULES
from pimpasa.learning.sessions.actions import responses
from pimpasa.learning.sessions.actions.kits import move_session
from pimpasa.learning.sessions.actions.responses import take_response
from pimpasa.learning.sessions.models import Response, ResponseScore, ResponseToken, SessionKit
from pimpasa.learning.sessions.tests.make import answer, make_kit, make_sent, posted
from pimpasa.learning.sessions.tokens import SYMBOLS, Token, form_for

JSON = {"headers": {"Accept": "application/json"}}
FLOWER, FISH = Token("bunga", 37), Token("ikan", 12)


@pytest.fixture
def kit(sari) -> SessionKit:
    return make_kit(sari, "before")


def address(kit: SessionKit) -> str:
    return f"/tes/{kit.code}/"


def refused_with(kit: SessionKit, **fields) -> str:
    with pytest.raises(ValidationError) as refused:
        answer(kit, **fields)
    return refused.value.code


def test_forms_swap_between_the_tests_and_half_of_the_pictures_begin_with_b():
    begins = [form_for(symbol, "before") for symbol in SYMBOLS]
    assert begins.count("A") == begins.count("B")
    assert all(form_for(symbol, "before") != form_for(symbol, "after") for symbol in ("", *SYMBOLS))


def test_an_answer_is_scored_per_lesson_and_an_open_question_is_not_right(sari):
    kit = make_kit(sari, "before", lessons=("biaya", "tppo-tppm"))
    response = answer(kit, token=FISH, answers={"biaya-b1": "a", "biaya-b2": "c", "tppo-tppm-b1": "a"})
    scores = set(ResponseScore.objects.values_list("lesson", "right", "asked"))
    assert (response.form, scores) == ("B", {("biaya", 1, 3), ("tppo-tppm", 1, 3)})


def test_both_tests_of_one_token_meet_and_stay_a_pair_when_the_token_has_gone(kit, sari):
    first = answer(kit, token=FLOWER)
    move_session(kit, "after", by=sari)
    kit.refresh_from_db()
    second, other = answer(kit, "after", FLOWER), answer(kit, "after", FISH)
    assert first.pair == second.pair != other.pair
    RULES[0].erase(timezone.now() + timedelta(seconds=1))
    assert not ResponseToken.objects.exists()
    assert Response.objects.filter(pair=first.pair).count() == 2


def test_the_same_key_counts_once_but_other_answers_under_it_are_another_person(kit):
    sent = make_sent(kit, token=FLOWER, right=2)
    assert take_response(kit, sent) == take_response(kit, sent)
    assert refused_with(kit, id=sent.id, right=3) == "other"


def test_a_taken_token_is_refused_online_and_kept_unpaired_from_offline(kit):
    answer(kit, token=FLOWER)
    assert refused_with(kit, token=FLOWER) == "taken"
    late = answer(kit, token=FLOWER, is_late=True)
    assert (late.pair, late.was_late, hasattr(late, "token")) == (None, True, False)


def test_a_flood_ends_at_a_number(kit, monkeypatch):
    monkeypatch.setattr(responses, "MOST_RESPONSES", 2)
    for _person in range(2):
        answer(kit)
    assert refused_with(kit) == "full"


@pytest.mark.parametrize(
    ("days", "is_late", "taken"), [(0, False, True), (1, False, False), (7, True, True), (8, True, False)]
)
def test_stragglers_of_the_evening_count_and_phones_without_signal_a_week_more(kit, days, is_late, taken):
    kit.state = "closed"
    assert kit.takes("before", is_late=is_late, on=kit.held_on + timedelta(days=days)) is taken


def test_sixty_phones_behind_one_address_all_count_in_few_queries_each(kit, client):
    assert client.get(address(kit)).status_code == 200
    for number in range(10, 70):
        assert client.post(address(kit), posted(kit, angka=str(number)), **JSON).status_code == 201
    with CaptureQueriesContext(connection) as asked:
        client.post(address(kit), posted(kit, angka="70"), **JSON)
    assert (Response.objects.count(), len(asked) <= 16) == (61, True)


def test_a_phone_sets_no_cookie_needs_no_script_and_is_told_what_to_remember(kit):
    phone = Client(enforce_csrf_checks=True)
    page = phone.get(address(kit))
    sent = phone.post(address(kit), posted(kit))
    assert "bunga 37" in sent.content.decode()
    assert "2 dari 3 soal" in sent.content.decode()
    assert not page.cookies
    assert not sent.cookies


def test_a_question_of_the_form_out_of_sight_is_passed_over(kit, client):
    client.post(address(kit), posted(kit, **{"soal-biaya-b1": "a"}))
    assert Response.objects.get().answers == {"biaya-a1": "a", "biaya-a2": "b", "biaya-a3": ""}


@pytest.mark.parametrize(
    ("fields", "code", "status"),
    [
        ({"soal-biaya-a1": "z"}, "unknown", 400),
        ({"soal-lain": "a"}, "unknown", 400),
        ({"angka": "9"}, "token", 400),
        ({"angka": "²³"}, "token", 400),
        ({"gambar": "naga\x00"}, "token", 400),
        ({"gambar": ""}, "token", 400),
        ({"halaman": "XXXXX-after"}, "old", 400),
        ({"id": "bukan"}, "old", 400),
        ({"x": "y" * 30_000}, "large", 413),
    ],
)
def test_what_was_not_asked_is_refused_by_name_and_what_was_typed_stays(kit, client, fields, code, status):
    sent = posted(kit, **fields)
    told = client.post(address(kit), sent, **JSON)
    assert (told.status_code, told.json()["code"]) == (status, code)
    again = client.post(address(kit), sent)
    assert again.status_code == status
    assert code == "large" or 'name="soal-biaya-a2" value="b" checked' in again.content.decode()
    assert not Response.objects.exists()


def test_a_page_for_the_wrong_test_or_of_a_cancelled_evening_counts_nothing(kit, client, sari):
    assert client.post(address(kit), posted(make_kit(sari, "before")), **JSON).json()["code"] == "old"
    SessionKit.objects.filter(pk=kit.pk).update(state="cancelled")
    assert client.post(address(kit), posted(kit), **JSON).json()["code"] == "closed"
    assert "batal" in client.get(address(kit)).content.decode()


def test_a_code_is_found_however_it_is_typed(kit, client):
    typed = f" {kit.code[:2].lower()}-{kit.code[2:]} "
    assert client.get("/tes/", {"kode": typed}).url == address(kit)
    unknown = client.get("/tes/", {"kode": "AEIOU"})
    assert (unknown.status_code, "AEIOU" in unknown.content.decode()) == (404, True)


def test_before_the_test_is_opened_the_page_asks_to_wait(sari, client):
    assert "belum dibuka" in client.get(address(make_kit(sari))).content.decode()
