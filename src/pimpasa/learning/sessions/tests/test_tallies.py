"""Paper: impossible tallies are refused with the reason, and a sheet that was entered is noticed."""

import pytest
import uuid6
from django.core.exceptions import ValidationError

from pimpasa.learning.sessions.actions.tallies import correct_tally, enter_tally
from pimpasa.learning.sessions.models import PaperTally
from pimpasa.learning.sessions.tests.make import counted, make_kit


@pytest.fixture
def kit(sari):
    return make_kit(sari, "after")


def enter(kit, sari, **fields) -> PaperTally:
    return enter_tally(kit, counted(**fields), key=uuid6.uuid7(), by=sari)


# Ten sheets: 1 with none right, 2 with one, 3 with two, 4 with three: 20 right answers.
RIGHT = {"biaya-a1": 9, "biaya-a2": 7, "biaya-a3": 4}


def test_a_sheet_knows_its_test_and_form_and_the_room(kit, sari):
    tally = enter(kit, sari, mark=4, item_rights={"biaya-b1": 9, "biaya-b2": 7, "biaya-b3": 4}, said=(5, 2, 2, 1))
    assert (tally.phase, tally.form, tally.said_yes, kit.counts.last().people) == ("after", "B", 5, 30)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"sheets": 11}, "Tumpukan berjumlah 10"),
        ({"piles": (1, 9)}, "tumpukan tidak cocok"),
        ({"item_rights": RIGHT | {"biaya-a3": 5}}, "21 jawaban benar, menurut tumpukan 20"),
        ({"item_rights": {"biaya-a1": 10, "biaya-a2": 11}}, "lebih banyak lembar"),
        ({"piles": (10, 0, 0, 0), "item_rights": {"biaya-a1": 1}}, "tumpukan hanya memuat 0"),
        ({"item_rights": {"soal-lain": 1}}, "tidak ada di lembar"),
        ({"said": (5, 5, 5, 0)}, "niat berjumlah 15"),
        ({"people": 9}, "hanya 9 orang"),
        ({"mark": 99}, "tidak ada pada lembar"),
        ({"mark": 9}, "empat minggu"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(kit, sari, fields, reason):
    with pytest.raises(ValidationError) as refused:
        enter(kit, sari, **fields)
    assert reason in " ".join(refused.value.messages)
    assert not PaperTally.objects.exists()


def test_all_sheets_of_one_test_together_are_no_more_than_the_room(kit, sari):
    enter(kit, sari, mark=1, people=15)
    enter(kit, sari, mark=3, people=15)
    with pytest.raises(ValidationError, match="20 lembar"):
        enter(kit, sari, mark=2, people=15)


def test_a_second_entry_is_noticed_the_same_key_counts_once_and_a_correction_is_a_new_row(kit, sari):
    key = uuid6.uuid7()
    first, same = (enter_tally(kit, counted(), key=key, by=sari) for _time in range(2))
    with pytest.raises(ValidationError) as refused:
        enter(kit, sari)
    corrected = correct_tally(first, counted(piles=(0, 0, 0, 12)), key=uuid6.uuid7(), by=sari)
    assert (same, refused.value.code, corrected.replaces) == (first, "twice", first)
    assert list(PaperTally.objects.current()) == [corrected]
    with pytest.raises(ValidationError, match="baru saja"):
        correct_tally(first, counted(), key=uuid6.uuid7(), by=sari)


def typed(**fields) -> dict[str, str]:
    piles = {"pile_0": "1", "pile_1": "2", "pile_2": "3", "pile_3": "4"}
    return {"key": str(uuid6.uuid7()), "people": "30", "sheets": "10", **piles, **fields}


def test_the_page_keeps_what_was_typed_and_leads_from_a_second_entry_to_the_first(kit, sari, client):
    client.force_login(sari)
    address = f"/petugas/belajar/{kit.pk}/kertas/1/"
    wrong = client.post(address, typed(sheets="12")).content.decode()
    assert "Tumpukan berjumlah 10, tetapi lembarnya 12" in wrong
    assert 'name="pile_3" value="4"' in wrong
    assert client.post(address, typed()).status_code == 302
    again = client.post(address, typed(pile_0="2", sheets="11")).content.decode()
    first = PaperTally.objects.get()
    assert f'name="betulkan" value="{first.pk}"' in again
    assert 'name="sheets" value="11"' in again
    assert client.post(address, typed(pile_0="2", sheets="11", betulkan=str(first.pk))).status_code == 302
    assert PaperTally.objects.current().get().sheets == 11
