"""Results on the spot: each share with its number, phones and paper together, small groups only for the village."""

import uuid6

from pimpasa.learning.sessions.actions.kits import count_room, move_session
from pimpasa.learning.sessions.actions.tallies import enter_tally
from pimpasa.learning.sessions.results import results_of
from pimpasa.learning.sessions.tests.make import answer, counted, make_kit
from pimpasa.learning.sessions.tokens import Token


def test_phones_and_paper_are_counted_together_and_measures_kept_apart(sari, django_assert_num_queries):
    kit = make_kit(sari, "before")
    answer(kit, token=Token("bunga", 10), right=1, intention="no")
    answer(kit, right=2)
    move_session(kit, "after", by=sari)
    kit.refresh_from_db()
    answer(kit, "after", Token("bunga", 10), right=3, intention="yes")
    rights = {"biaya-b1": 9, "biaya-b2": 7, "biaya-b3": 4}
    enter_tally(kit, counted(mark=4, item_rights=rights, said=(6, 1, 1, 2)), key=uuid6.uuid7(), by=sari)
    count_room(kit, 30, 4, key=uuid6.uuid7(), by=sari)
    with django_assert_num_queries(3):
        found = results_of(kit, hides_small=False)
    before, after = found.before, found.after
    assert (before.people, before.right.part, before.right.whole, before.percent) == (2, 3, 6, 50)
    assert (after.people, after.right.part, after.right.whole) == (11, 23, 33)
    assert (after.intends.part, after.intends.whole, found.did_it_now.part) == (7, 9, 4)
    b3 = next(one for one in found.items if one.item.id == "biaya-b3")
    assert (b3.after.part, b3.after.whole, b3.before.whole) == (5, 11, 0)
    weak = [(one.item.id, one.steps[0].title) for one in found.weak]
    assert weak == [("biaya-a3", "Langkah 3"), ("biaya-b3", "Langkah 6"), ("biaya-a2", "Langkah 2")]


def test_fewer_than_five_are_shown_to_nobody_who_does_not_work_here(sari):
    kit = make_kit(sari, "before")
    for _person in range(4):
        answer(kit, right=3)
    assert results_of(kit, hides_small=True).before.percent is None
    answer(kit, right=3)
    assert results_of(kit, hides_small=True).before.percent == 100


def test_the_presenter_reads_the_gain_with_its_numbers(sari, client):
    kit = make_kit(sari, "before")
    for person in range(6):
        answer(kit, token=Token("bunga", 10 + person), right=person % 3)
    move_session(kit, "after", by=sari)
    kit.refresh_from_db()
    for person in range(6):
        answer(kit, "after", Token("bunga", 10 + person), right=1 + person % 2)
    client.force_login(sari)
    page = client.get(f"/petugas/belajar/{kit.pk}/hasil/").content.decode()
    assert "Berpasangan: 6" in page
