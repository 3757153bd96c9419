from datetime import date

import pytest

from pimpasa.fieldwork.activities.ticks import load_ticks, read_ticks
from pimpasa.foundation.rules import ContentErrors

LIST = "topics:\n  - {id: paspor, from: 2024-11-04, name: {id: Paspor}}\n"


def read(tmp_path, text):
    (tmp_path / "activities.yaml").write_text(text, encoding="utf-8")
    return read_ticks(tmp_path, frozenset({"uji"}))


def test_of_the_ministrys_programmes_only_the_confirmed_one_is_offered():
    assert [(tag.id, bool(tag.source)) for tag in load_ticks()["tags"]] == [("acceleration-8", True)]


def test_an_ended_entry_is_offered_no_longer(tmp_path):
    [topic] = read(tmp_path, LIST.replace("from: 2024-11-04,", "from: 2024-11-04, until: 2025-12-31,"))["topics"]
    days = [date(2024, 11, 3), date(2024, 11, 4), date(2025, 12, 31), date(2026, 1, 1)]
    assert [topic.is_offered(day) for day in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (LIST.replace("topics", "tags"), "tags.source"),
        (LIST.replace("}}", "}, source: tidak-ada}"), "topics.source"),
        (LIST.replace("from: 2024-11-04, ", ""), "topics.from"),
        (LIST + "lain: []\n", "lain"),
    ],
)
def test_a_mistake_names_its_field(text, field, tmp_path):
    with pytest.raises(ContentErrors) as found:
        read(tmp_path, text)
    assert [error.field for error in found.value.errors] == [field]
