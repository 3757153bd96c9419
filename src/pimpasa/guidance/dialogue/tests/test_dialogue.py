"""What the chat does with what people press and type."""

import pytest
import time_machine

from pimpasa.guidance.dialogue.talk import Talk, read_talk

from .talking import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-24T03:00:00Z", tick=False):
        yield


@pytest.fixture
def person() -> Person:
    return Person()


def answer_all(person: Person, *options: str) -> None:
    for option in options:
        person.presses(f"o:{option}")


ADULT_FIRST = ("indonesia", "21-60", "birth", "first", "travel", "electronic", "10", "no", "ktp")


def to_the_answer(person: Person) -> None:
    person.types("menu")
    person.presses("guide:paspor")
    answer_all(person, *ADULT_FIRST)


def test_greeting_gets_the_menu(person):
    assert {"guide:paspor", "guide:kerja", "petugas"} <= {c.id for c in person.types("halo").choices}


def test_the_title_of_a_guide_alone_begins_it(person):
    person.types("Paspor")
    assert person.offered[0].startswith("o:")


def test_guide_by_pressing_ends_in_price_and_parts(person):
    to_the_answer(person)
    assert "Rp950.000" in person.reply.text
    assert "part:bring" in person.offered


def test_each_answer_is_said_again_with_the_next_question(person):
    person.types("menu")
    person.presses("guide:paspor")
    assert person.presses("o:indonesia").text.startswith("✓ Di Indonesia")


def test_slang_is_understood_and_confirmed_before_any_price(person):
    reply = person.types("paspor sy ilang pas banjir, brp bayarnya")
    assert "ilang" in reply.text
    assert "Rp" not in reply.text
    assert person.offered == ["ya", "bukan"]
    assert person.presses("ya").choices


def test_misread_words_are_dropped(person):
    person.types("paspor sy ilang pas banjir")
    person.types("bukan")
    assert "lost" not in str(person.conversation.state)


def test_age_may_be_typed_where_no_numbers_are_shown(person):
    person.types("menu")
    person.presses("guide:paspor")
    person.presses("o:indonesia")
    assert person.types("3").text.startswith("✓ 0 sampai 5 tahun")


def test_by_sms_a_number_is_the_choice():
    person = Person("sms")
    person.types("menu")
    person.types("1")
    person.types("1")
    assert person.types("3").text.startswith("✓ 17 sampai 20 tahun")


def test_several_reasons_one_by_one_or_at_once(person):
    person.types("menu")
    person.presses("guide:paspor")
    answer_all(person, "indonesia", "21-60", "birth", "replace")
    person.types("1, 2")
    assert "o:expired" not in person.offered
    assert "cukup" in person.offered
    person.presses("cukup")
    assert "expired" in str(person.conversation.state)


def test_contradicting_ticks_are_not_offered(person):
    person.types("menu")
    person.presses("guide:paspor")
    answer_all(person, "indonesia", "21-60", "birth", "replace", "lost")
    assert "o:damaged" not in person.offered


def test_back_takes_the_last_answer_back(person):
    person.types("menu")
    person.presses("guide:paspor")
    answer_all(person, "indonesia", "21-60")
    person.types("kembali")
    assert "o:21-60" in person.offered


def test_danger_comes_first_and_keeps_the_place(person):
    person.types("menu")
    person.presses("guide:paspor")
    person.presses("o:indonesia")
    assert "110" in person.types("tolong saya disekap majikan di malaysia").text
    assert person.conversation.state["guidance"]["asked"] == "age"


def test_village_gives_its_office_and_the_answer_follows(person):
    to_the_answer(person)
    person.presses("desa")
    person.types("Sidareja, Cilacap")
    reply = person.reply if "part:cost" in person.offered else person.presses(person.offered[0])
    assert "part:cost" in [choice.id for choice in reply.choices]


def test_family_is_summed(person):
    to_the_answer(person)
    person.presses("keluarga")
    answer_all(person, *ADULT_FIRST)
    assert "Jumlah untuk 2 orang: Rp1.900.000" in person.reply.text


def test_unclear_words_in_a_question_do_not_answer_it(person):
    person.types("menu")
    person.presses("guide:paspor")
    person.types("xqzt")
    assert (
        not any(name == "place" for name, _ in person.conversation.state["guidance"]["fields"])
        if "fields" in person.conversation.state["guidance"]
        else True
    )


def test_english_and_back(person):
    person.types("menu")
    person.types("english")
    assert "Passport" in [choice.label for choice in person.reply.choices]
    assert "Paspor" in [choice.label for choice in person.presses("bahasa").choices]


@pytest.mark.parametrize("state", [None, 3, [], {"at": "nowhere"}, {"at": "menu", "fields": [["a"]]}, {"offered": 3}])
def test_state_of_another_edition_begins_anew(state):
    assert read_talk(state) == Talk()


@pytest.mark.parametrize("text", ["", "\0", "9" * 5000, "<script>", "o:indonesia", "part:nope", "guide:nope", "v:zz"])
def test_hostile_words_are_answered(person, text):
    assert person.types(text).choices


@pytest.mark.parametrize(
    "choice", ["guide:nope", "o:nope", "part:nope", "topic:nope", "v:99", "cukup", "ya", ":", "o:"]
)
def test_forged_presses_are_answered(person, choice):
    person.types("menu")
    assert person.sends(choice=choice).choices
