"""Assigning officers: the posting with it, no overlaps, cover during leave."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from pimpasa.accounts.access import roles_of, villages_where
from pimpasa.accounts.models import Posting
from pimpasa.accounts.tests.make import (
    VILLAGE_A,
    VILLAGE_B,
    make_budi,
    make_rini,
    make_sari,
    make_second_factor,
    make_wati,
)
from pimpasa.fieldwork.register.actions import assignments as actions
from pimpasa.fieldwork.register.actions.officers import withdraw_officer
from pimpasa.fieldwork.register.models import Assignment, Officer
from pimpasa.fieldwork.register.policies import SEE_VILLAGES
from pimpasa.fieldwork.register.tests.make import LAUNCHED, make_assignment, make_assisted_village, make_officer
from pimpasa.fieldwork.register.versions import ChangedMeanwhileError

pytestmark = pytest.mark.django_db
NEW_YEAR = date(2025, 1, 1)


@pytest.fixture
def village():
    return make_assisted_village()


@pytest.fixture
def officer():
    officer = make_officer()
    make_second_factor(officer.user)
    return officer


def test_assigning_grants_the_posting_and_ending_takes_it(village, officer):
    assignment = actions.assign(officer, village, by=make_wati())
    assert villages_where(officer.user, SEE_VILLAGES).contains(VILLAGE_A)
    actions.end_assignment(assignment, version=1, by=None)
    assert roles_of(officer.user) == frozenset()


def test_an_end_in_the_future_keeps_the_rights_until_then(village, officer):
    assignment = make_assignment(officer, village)
    last_day = timezone.localdate() + timedelta(days=7)
    ended = actions.end_assignment(assignment, version=1, last_day=last_day, by=None)
    assert (ended.ends_on, ended.posting.ends_on) == (last_day, last_day)
    assert villages_where(officer.user, SEE_VILLAGES).contains(VILLAGE_A)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [(NEW_YEAR, None), (LAUNCHED, LAUNCHED), (date(2024, 1, 1), NEW_YEAR), (date(2024, 1, 1), None)],
)
def test_periods_of_one_pair_never_overlap(village, officer, starts_on, ends_on):
    make_assignment(officer, village)
    with pytest.raises(ValidationError):
        make_assignment(officer, village, starts_on=starts_on, ends_on=ends_on)


def test_a_second_period_may_follow_the_first(village, officer):
    make_assignment(officer, village, ends_on=date(2024, 12, 31))
    assert make_assignment(officer, village, starts_on=NEW_YEAR)


def test_several_officers_serve_one_village_and_one_serves_several(village, officer):
    other = make_assisted_village("33.01.01.2002")
    make_assignment(make_officer("kedua"), village)
    make_assignment(officer, village)
    make_assignment(officer, other)
    assert Assignment.objects.in_force().count() == 3


def test_cover_during_leave_needs_an_end_and_the_same_village(village, officer):
    covered = make_assignment(officer, village)
    stand_in = make_officer("pengganti")
    elsewhere = make_assisted_village("33.01.01.2002")
    with pytest.raises(ValidationError):
        make_assignment(stand_in, village, cover_for=covered)
    with pytest.raises(ValidationError):
        make_assignment(stand_in, elsewhere, cover_for=covered, ends_on=NEW_YEAR)
    cover = make_assignment(stand_in, village, cover_for=covered, starts_on=LAUNCHED, ends_on=NEW_YEAR)
    assert list(covered.covers.all()) == [cover]


def test_nobody_is_assigned_to_a_proposed_or_ended_village(officer):
    for state, code in (("proposed", VILLAGE_A), ("ended", "33.01.01.2002")):
        with pytest.raises(ValidationError):
            make_assignment(officer, make_assisted_village(code, state))


def test_someone_withdrawn_is_not_assigned_and_loses_every_village(village, officer):
    make_assignment(officer, village)
    withdraw_officer(officer, version=None, last_day=timezone.localdate(), reason="Mutasi", by=None)
    officer.refresh_from_db()
    assert not Posting.objects.not_over(timezone.localdate() + timedelta(days=1)).filter(user=officer.user).exists()
    with pytest.raises(ValidationError):
        make_assignment(officer, village)


def test_demonstration_and_real_never_mix(village):
    with pytest.raises(ValidationError):
        make_assignment(make_officer("peraga", is_demonstration=True), village)


def test_the_same_key_assigns_once(village, officer):
    first = make_assignment(officer, village)
    assert make_assignment(officer, village, key=first.pk) == first


def test_neighbours_and_watchers_assign_nobody(village, officer):
    for person in (make_budi(), make_rini(), make_sari()):
        with pytest.raises(PermissionDenied):
            actions.assign(officer, village, by=person)


def test_a_head_does_not_assign_themselves(village):
    wati = make_wati()
    own = Officer.objects.create(user=wati, printed_name="Wati", office=village.office)
    with pytest.raises(PermissionDenied):
        actions.assign(own, village, by=wati)
    assert not Assignment.objects.exists()


def test_neighbours_see_neither_assignment_nor_officer(village, officer):
    make_assignment(officer, village)
    budi = make_budi()
    assert not Assignment.objects.visible_to(budi).exists()
    assert not Officer.objects.visible_to(budi).exists()
    assert Officer.objects.visible_to(make_sari()).get() == officer


def test_of_two_who_end_it_at_once_the_second_is_told(village, officer):
    assignment = make_assignment(officer, village)
    actions.end_assignment(assignment, version=1, last_day=timezone.localdate() + timedelta(days=3), by=None)
    with pytest.raises(ChangedMeanwhileError):
        actions.end_assignment(assignment, version=1, by=None)


def test_killed_between_posting_and_assignment_neither_is_left(village, officer, monkeypatch):
    def dies(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(actions, "record", dies)
    with pytest.raises(KeyboardInterrupt):
        make_assignment(officer, village)
    assert not Posting.objects.filter(user=officer.user).exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_assign_the_same_pair_at_the_same_moment_make_one():
    village, officer = make_assisted_village(VILLAGE_B, office="kanim-y"), make_officer(office="kanim-y")
    together, refused = Barrier(2), []

    def attempt() -> None:
        together.wait()
        try:
            make_assignment(officer, village)
        except ValidationError:
            refused.append(1)
        finally:
            connection.close()

    threads = [Thread(target=attempt) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (Assignment.objects.count(), Posting.objects.count(), len(refused)) == (1, 1, 1)
