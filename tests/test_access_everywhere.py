"""Every list and every action, tried by everyone: next door, far away, too early, too late, twice, unconfirmed.

What should happen is worked out by a few lines of plain Python (`fieldwork/tests/access/rules.py`), never by the code
that is tried. The records are made once; each case is undone.
"""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from pimpasa.fieldwork.tests.access.deeds import DEEDS, UNASKED
from pimpasa.fieldwork.tests.access.finding_actions import PARTS, action_modules, all_actions
from pimpasa.fieldwork.tests.access.lists import LISTS, all_lists, shown
from pimpasa.fieldwork.tests.access.people import PEOPLE
from pimpasa.fieldwork.tests.access.world import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    patch = pytest.MonkeyPatch()
    folder = tmp_path_factory.mktemp("files")
    patch.setattr("pimpasa.foundation.uploads.store.state_folder", lambda: folder)
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)
    patch.undo()


def tried(deed) -> bool:
    """Whether it was done; undone afterwards. Any other trouble than a refusal is raised."""
    with transaction.atomic():
        try:
            deed()
        except PermissionDenied:
            return False
        finally:
            transaction.set_rollback(True)
    return True


def test_no_action_is_forgotten():
    assert set(action_modules()) - set(PARTS) == set()
    assert all_actions() == {name.partition(" ")[0] for name in DEEDS} | set(UNASKED)
    assert set(DEEDS) & set(UNASKED) == set()


@pytest.mark.parametrize("name", DEEDS)
def test_an_action_is_done_by_those_alone_who_may(world, name):
    deed, wrong = DEEDS[name], {}
    for who in PEOPLE:
        done = tried(partial(deed.do, world, world.people[who.name]))
        if done != deed.may(who):
            wrong[who.name] = "did it" if done else "was refused"
    assert wrong == {}
    assert {deed.may(who) for who in PEOPLE} == {True, False}


def test_no_list_is_forgotten():
    assert all_lists() == {name.partition(" ")[0] for name in LISTS if "." in name}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_shows_what_lies_within_reach_and_nothing_else(world, name):
    listing, wrong = LISTS[name], {}
    for who in PEOPLE:
        seen = shown(listing, world, world.people[who.name])
        expected = {code for code in listing.codes if listing.rule(code)(who)}
        if seen != expected:
            wrong[who.name] = (sorted(seen - expected), sorted(expected - seen))
    assert wrong == {}


def test_there_are_at_least_two_thousand_cases():
    assert len(PEOPLE) * (len(DEEDS) + len(LISTS)) >= 2000
