"""The questionnaire as a person without JavaScript uses it: links and forms only."""

from datetime import date

import pytest
import time_machine

from .make import ADULT, CHILD, ITS_OFFICE, KEBON_JERUK, LOST_IN_A_FLOOD, make_office
from .pages import PASSPORT, answer, follow, send, visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(date(2026, 11, 24), tick=True):
        yield


def begin(client, **query):
    return visit(client, PASSPORT, **query)


def test_the_whole_way_by_forms_alone(client):
    page = follow(client, begin(client), ADULT)
    assert page.status == 200
    assert "Rp650.000" in page.text
    assert "Berlaku untuk 24 November 2026" in page.text


def test_every_page_on_the_way_asks_by_get(client):
    page = begin(client)
    while page.question:
        assert page.form_with("ditanya").method == "get"
        page = answer(client, page, ADULT[page.question])


def test_one_question_at_a_time_and_each_once(client):
    asked, page = [], begin(client)
    while page.question:
        asked.append(page.question)
        page = answer(client, page, ADULT[page.question])
    assert asked == list(dict.fromkeys(asked))
    assert set(asked) <= set(ADULT)


def test_the_founding_day_gives_the_price_of_that_day(client):
    answers = {**ADULT, "years": "10"}
    assert "Rp650.000" in follow(client, begin(client, tanggal="2024-11-04"), answers).text
    assert "Rp950.000" in follow(client, begin(client), answers).text


def test_going_back_is_the_address_before(client):
    first = begin(client)
    second = answer(client, first, ADULT["place"])
    again = visit(client, second.response.request["PATH_INFO"] + "?" + second.response.request["QUERY_STRING"])
    assert again.question == second.question


def test_one_answer_is_changed_and_the_others_stay(client):
    page = follow(client, begin(client), ADULT)
    page = send(client, page.form_with("ubah"), ("ubah", "years"))
    assert (page.question, page.chosen) == ("years", ["5"])
    page = answer(client, page, "10")
    assert page.question == ""
    assert "Rp950.000" in page.text


def test_changing_keeps_answers_that_still_matter_only(client):
    page = follow(client, begin(client), LOST_IN_A_FLOOD)
    page = send(client, page.form_with("ubah"), ("ubah", "need"))
    page = follow(client, page, ADULT)
    assert "disaster" not in page.source


def test_sending_nothing_says_what_is_missing_and_keeps_the_rest(client):
    page = answer(client, begin(client), "indonesia")
    again = send(client, page.form_with("ditanya"))
    assert (again.status, again.question) == (400, page.question)
    assert "Pilih dulu jawabannya" in again.text
    assert ("place", "indonesia") in again.form_with("ditanya").hidden


def test_an_unknown_option_is_asked_again(client):
    page = begin(client, place="mars", age="21-60")
    assert (page.status, page.question) == (400, "place")
    assert ("age", "21-60") in page.form_with("ditanya").hidden


def test_contradictory_answers_say_why(client):
    page = begin(client, place="abroad", abroad_where="other", age="21-60", years="10")
    assert page.status == 400
    assert "Di luar negeri paspor berlaku 5 tahun" in page.text


def test_options_that_contradict_are_not_offered(client):
    page = follow_until(client, "years", CHILD)
    assert "10" not in (page.options if page.question == "years" else [])


def follow_until(client, question, answers):
    page = begin(client)
    while page.question and page.question != question:
        page = answer(client, page, answers[page.question])
    return page


def test_forged_names_are_not_repeated(client):
    page = begin(client, zzz="forged-value", place="indonesia")
    assert "forged-value" not in [value for form in page.forms for _, value in form.hidden]


@pytest.mark.parametrize("text", ["kemarin", "2024-13-40", "0000-00-00", "1' OR '1'='1"])
def test_a_day_that_cannot_be_read_is_asked_again(client, text):
    page = begin(client, tanggal=text, place="indonesia")
    assert page.status == 400
    assert ("place", "indonesia") in page.form_with("tanggal").hidden


def test_a_day_before_the_first_says_since_when(client):
    page = begin(client, tanggal="2010-01-01", place="indonesia")
    assert page.status == 400
    assert "sejak 3 Mei 2019" in page.text


@pytest.mark.parametrize("text", ["9999-12-31", "2019-05-03"])
def test_the_outermost_days_answer(client, text):
    assert follow(client, begin(client, tanggal=text), ADULT).status == 200


def test_sources_are_links_and_facts_point_to_them(client):
    page = follow(client, begin(client), ADULT)
    assert [link for link in page.links if link.startswith("https://")]
    pointed = {link for link in page.links if link.startswith("#s") and link[2:].isdigit()}
    assert pointed
    assert [link for link in pointed if f'id="{link[1:]}"' not in page.source] == []


def test_a_guide_that_is_not_there_is_not_found(client):
    assert visit(client, "/panduan/visa/").status == 404


def test_the_other_language_keeps_the_answers(client):
    page = answer(client, begin(client), "indonesia")
    (link,) = [link for link in page.links if link.startswith("/en/panduan")]
    assert "place=indonesia" in link
    assert visit(client, link).question == page.question


def test_four_people_share_one_page_with_one_sum(client):
    page = follow(client, begin(client), ADULT)
    for person in (ADULT, LOST_IN_A_FLOOD, {**ADULT, "years": "10"}):
        page = follow(client, send(client, family_form(page)), person)
    assert [f"Orang {number}" in page.text for number in (1, 2, 3, 4, 5)] == [True] * 4 + [False]
    assert "Biaya bersama" in page.text


def family_form(page):
    """The form that begins the next person: the family so far, and no answer of its own."""
    return next(form for form in page.forms if "orang" in dict(form.hidden) and not form.holds("place"))


def test_the_sum_is_that_of_all(client):
    page = follow(client, begin(client), ADULT)
    page = follow(client, send(client, family_form(page)), {**ADULT, "years": "10"})
    assert "Rp1.600.000" in page.text


def test_a_forged_member_of_the_family_is_left_out_aloud(client):
    page = follow(client, begin(client, orang="age:ninety;need:<b>"), ADULT)
    assert "Jawaban satu orang tidak terbaca" in page.text


def test_a_village_brings_its_office(client):
    make_office()
    page = follow(client, begin(client, desa=KEBON_JERUK), ADULT)
    assert "Kantor Imigrasi Uji" in page.text
    assert ITS_OFFICE in page.source


def test_a_village_is_found_on_the_answer_page_itself(client):
    make_office()
    page = follow(client, begin(client), ADULT)
    page = send(client, page.form_with("cari_desa"), ("cari_desa", "kebon jeruk jakarta barat"))
    page = send(client, page.form_with("desa"), ("desa", KEBON_JERUK))
    assert "Kantor Imigrasi Uji" in page.text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"kantor": "kanim-mars"}, "Kantor itu tidak kami kenal"),
        ({"desa": "99.99.99.9999"}, "Kode desa itu tidak kami kenal"),
    ],
)
def test_an_unknown_place_is_said_not_guessed(client, query, words):
    page = follow(client, begin(client, **query), ADULT)
    assert page.status == 200
    assert words in page.text


def test_an_office_that_sells_one_kind_only_is_respected(client):
    make_office()
    page = begin(client, kantor=ITS_OFFICE, place="indonesia", age="21-60", need="first", book="nonelectronic")
    assert page.status == 400
    assert "Kantor ini hanya menerbitkan paspor elektronik" in page.text


def test_a_head_request_answers(client):
    assert client.head(PASSPORT).status_code == 200


def test_other_methods_are_refused(client):
    assert client.put(PASSPORT).status_code == 405


LEAVING = {
    "stage": "leaving", "age": "18+", "scheme": "p2p", "destination": "korea", "job": "marriage", "months": "other",
    "offered_by": "social", "paid": "personal", "visa": "visit", "trouble": (),
}  # fmt: skip


def test_a_tick_list_that_may_stay_empty_leads_on(client):
    page = follow(client, visit(client, "/panduan/kerja/"), LEAVING)
    assert page.status == 200
    assert "Tidak ada" in page.text


def test_an_empty_tick_list_stays_answered_when_another_answer_is_changed(client):
    page = follow(client, visit(client, "/panduan/kerja/"), LEAVING)
    changing = send(client, page.form_with("ubah"), ("ubah", "months"))
    assert follow(client, changing, LEAVING).question == ""
