"""The printed list leads to the same outcome as the engine, whatever is ticked."""

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pimpasa.offers.checklist import EVIDENCE, SIGNS, codes_of
from pimpasa.offers.outcome import PROCEDURAL, UNCLEAR, UNSAFE, outcome_of
from pimpasa.offers.paper.sheet import NUMBERS, sheet_data

COUNTS = {words: number for number, words in NUMBERS.items()}


def read_by_hand(ticked, told):
    """A person who has nothing but the sheet: she counts the ticks of each part and reads the lines."""
    sheet = sheet_data(date(2026, 11, 25))
    ticks = {part["letter"]: sum(one["code"] in ticked for one in part["items"]) for part in sheet["parts"]}
    for line in sheet["stop"]:
        needed = re.findall(r"(\w+) centang di (\w)", line)
        assert needed
        if all(ticks[letter] >= COUNTS[many] for many, letter in needed):
            return UNSAFE
    names = {one["name"] for one in sheet["evidence"] if one["code"] in told}
    is_complete = any(set(line.split(", ")) <= names for line in sheet["complete"])
    return PROCEDURAL if is_complete and not any(ticks[letter] for letter in "ABC") else UNCLEAR


def some_of(about, most):
    """The content is read when a test runs, not when it is found."""
    return st.deferred(lambda: st.sets(st.sampled_from(codes_of(about)), max_size=most))


@given(some_of(SIGNS, 4), some_of(EVIDENCE, 9))
def test_paper_and_engine_agree(ticked, told):
    assert read_by_hand(ticked, told) == outcome_of(ticked, told)
