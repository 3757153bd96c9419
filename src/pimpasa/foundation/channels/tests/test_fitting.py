"""Every reply is within every network's limits, and every choice can come back."""

from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pimpasa.foundation.channels.fitting import choice_page, distinct_labels, page_asked, split, units, wire_id
from pimpasa.foundation.channels.messages import Choice, Reply
from pimpasa.foundation.channels.network import Message, network
from pimpasa.foundation.channels.sms import limits as sms_limits
from pimpasa.foundation.channels.standin import provider

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\x00"), max_size=60)
LONG = st.one_of(
    WORDS,
    st.text("abc defg. \n,!?é€😀“”", max_size=400),
    st.integers(1, 3000).map(lambda n: "Bawa KTP dan KK asli. " * (n // 12)),
)
IDS = st.one_of(st.text(min_size=1, max_size=90), st.just("#more:1"), st.just("#x"))


@st.composite
def replies(draw):
    ids = draw(st.lists(IDS, unique_by=wire_id, max_size=23))
    ids = [one for one in ids if page_asked(one) is None]
    choices = tuple(Choice(one, draw(WORDS), draw(st.one_of(st.just(""), WORDS))) for one in ids)
    link = draw(st.sampled_from(["", "https://contoh.test/j/abcdefghij"]))
    return Reply(draw(LONG), choices, draw(st.one_of(st.just(""), LONG)), link)


def checked(channel: str, payload: dict[str, Any], monkeypatch) -> None:
    from pimpasa.foundation.channels import client

    stand_in = provider.new_stand_in(channel)
    monkeypatch.setattr(client, "_loopback", lambda _: httpx.Client(transport=httpx.MockTransport(stand_in.answer)))
    network(channel).deliver(Message("0", "9990000001" if channel != "telegram" else "5", payload))
    assert stand_in.wrong == []


@pytest.mark.parametrize("channel", ["whatsapp", "telegram", "sms"])
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reply=replies(), page=st.integers(0, 4))
def test_every_reply_is_within_the_limits(channel, monkeypatch, reply, page):
    for payload in network(channel).write(reply, page):
        checked(channel, payload, monkeypatch)


@pytest.mark.parametrize("channel", ["whatsapp", "telegram", "webchat"])
@settings(max_examples=150)
@given(reply=replies())
def test_every_choice_is_on_some_page_and_comes_back(channel, reply):
    to = network(channel)
    seen, page = set(), 0
    for _ in range(30):
        shown = to.show(to.write(reply, page)[-1]).choices if reply.choices else ()
        seen |= {one.id for one in shown if page_asked(one.id) is None}
        page = next((asked for one in shown if (asked := page_asked(one.id)) is not None), 0)
        if page == 0:
            break
    assert seen == {wire_id(one.id) for one in reply.choices}


@settings(max_examples=150)
@given(reply=replies())
def test_by_sms_every_number_is_on_some_page(reply):
    to = network("sms")
    told = "\n".join(to.write(reply, page)[0]["text"] for page in range(40)) if reply.choices else ""
    numbers = {line.split(" ")[0] for line in told.split("\n")}
    assert {str(place) for place in range(1, len(reply.choices) + 1)} <= numbers


@given(text=LONG, limit=st.integers(20, 200))
def test_splitting_loses_no_word(text, limit):
    parts = split(text, limit)
    assert all(0 < units(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@given(labels=st.lists(WORDS, min_size=1, max_size=10), limit=st.sampled_from([20, 24, 60]))
def test_shortened_labels_still_differ(labels, limit):
    short = distinct_labels(labels, limit)
    assert len({one.casefold() for one in short}) == len(labels)
    assert all(0 < units(one) <= limit for one in short)


@given(count=st.integers(0, 60), size=st.integers(2, 12))
def test_pages_show_each_choice_once(count, size):
    choices = [Choice(str(number), "x") for number in range(count)]
    seen, page = [], 0
    while True:
        found = choice_page(choices, size, page)
        assert len(found.choices) + bool(found.more) <= size
        seen += found.choices
        page = page_asked(found.more.id) if found.more else 0
        if not page:
            break
    assert seen == choices


def test_three_short_choices_are_buttons_and_a_long_one_makes_a_list():
    short = tuple(Choice(str(n), f"Pilihan {n}") for n in range(3))
    (buttons,) = network("whatsapp").write(Reply("Pilih", short), 0)
    assert buttons["interactive"]["type"] == "button"
    long = (*short[:2], Choice("3", "Paspor hilang atau rusak karena bencana"))
    (rows,) = network("whatsapp").write(Reply("Pilih", long), 0)
    last = rows["interactive"]["action"]["sections"][0]["rows"][2]
    assert last == {
        "id": "3",
        "title": "Paspor hilang atau…",
        "description": "Paspor hilang atau rusak karena bencana",
    }


def test_labels_alike_in_their_beginning_get_numbers():
    assert distinct_labels(["Paspor hilang di luar negeri", "Paspor hilang di luar negara"], 20) == [
        "1. Paspor hilang…",
        "2. Paspor hilang…",
    ]


def test_one_complete_answer_stays_one_message():
    answer = "Bawa KTP dan KK asli.\n" * 40
    assert len(network("whatsapp").write(Reply(answer, (Choice("menu", "Menu"),)), 0)) == 1


def test_sms_keeps_numbers_and_link_and_shortens_the_words():
    reply = Reply("", (Choice("a", "Biaya"), Choice("b", "Syarat")), "kata " * 200, "https://contoh.test/j")
    (payload,) = network("sms").write(reply, 0)
    assert payload["text"].endswith("Balas angka:\n1 Biaya\n2 Syarat\nhttps://contoh.test/j")
    assert sms_limits.segments(payload["text"]) == 3


def test_typographic_marks_do_not_make_an_sms_longer():
    (payload,) = network("sms").write(Reply("“Paspor” – Rp650.000 … ✓ 😀 é"), 0)
    assert payload["text"] == '"Paspor" - Rp650.000 ...   é'
    assert sms_limits.is_gsm(payload["text"])


PARTS = [
    ("a" * 160, 1),
    ("a" * 161, 2),
    ("a" * 306, 2),
    ("a" * 307, 3),
    ("€" * 80, 1),
    ("€" * 81, 2),
    ("ж" * 70, 1),
    ("ж" * 71, 2),
    ("ж" * 134, 2),
    ("ж" * 135, 3),
    ("a" * 152 + "€" + "a" * 10, 2),
]


@pytest.mark.parametrize(("text", "count"), PARTS)
def test_parts_are_counted_as_operators_do(text, count):
    assert sms_limits.segments(text) == count
