"""Who may give and end which posting."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
import uuid6
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from pimpasa.accounts.access import may_in
from pimpasa.accounts.actions import end_posting, grant
from pimpasa.accounts.models import Posting
from pimpasa.accounts.tests.make import (
    VILLAGE_A,
    VILLAGE_B,
    VILLAGE_C,
    make_budi,
    make_guessed,
    make_office,
    make_person,
    make_region,
    make_second_factor,
    make_tono,
    make_user,
    make_wati,
)
from pimpasa.foundation.access import Action
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.roles import Role

pytestmark = pytest.mark.django_db
SEE = Action("test.see", frozenset(Role))


def offer(user, role, code, by, **more) -> Posting:
    where = {"office": make_office(code)} if code.startswith("kan") else {"area": make_region(code)}
    return grant(user, role, **where, by=by, **more)


@pytest.fixture
def baru():
    user = make_user("baru")
    make_second_factor(user)
    return user


def test_a_head_posts_an_officer_in_the_working_area_and_it_is_logged(baru):
    wati = make_wati()
    posting = offer(baru, Role.OFFICER, VILLAGE_A, wati, decree="SK-1")
    assert may_in(baru, SEE, VILLAGE_A)
    entry = AuditEntry.objects.get(verb="grant-posting")
    assert (entry.actor, entry.object_id, entry.details["place"]) == (wati, str(posting.pk), VILLAGE_A)


@pytest.mark.parametrize(
    ("maker", "role", "code"),
    [
        (make_wati, Role.OFFICER, VILLAGE_B),
        (make_wati, Role.OFFICE_STAFF, "kanim-y"),
        (make_wati, Role.OFFICE_HEAD, "kanim-x"),
        (make_wati, Role.ADMINISTRATOR, "ID"),
        (make_guessed, Role.OFFICER, VILLAGE_C),
        (make_budi, Role.VILLAGE_AGENT, VILLAGE_B),
        (make_tono, Role.OFFICER, VILLAGE_A),
        (make_tono, Role.OFFICE_STAFF, "kanim-y"),
        (lambda: make_person("kanwil", Role.REGIONAL_OFFICE, "33"), Role.OFFICER, VILLAGE_C),
        (lambda: make_person("kanwil", Role.REGIONAL_OFFICE, "33"), Role.ANALYST, "33"),
        (lambda: make_person("jawa", Role.ADMINISTRATOR, "33"), Role.ADMINISTRATOR, "ID"),
        (lambda: make_person("rini", Role.ANALYST), Role.OFFICER, VILLAGE_A),
    ],
)
def test_nobody_gives_a_role_or_a_place_beyond_their_own(baru, maker, role, code):
    giver = maker()
    with pytest.raises(PermissionDenied):
        offer(baru, role, code, giver)
    assert not baru.postings.exists()


def test_nobody_posts_themselves():
    wati = make_wati()
    with pytest.raises(PermissionDenied):
        offer(wati, Role.OFFICER, VILLAGE_A, wati)


@pytest.mark.parametrize(
    ("role", "code", "field"),
    [
        (Role.OFFICER, "33.01", "area"),
        (Role.OFFICER, "kanim-x", "area"),
        (Role.OFFICE_HEAD, VILLAGE_A, "office"),
        (Role.ANALYST, "33.01", "area"),
        ("raja", "33", "role"),
    ],
)
def test_a_role_in_a_place_that_it_cannot_have_is_refused_by_field(baru, role, code, field):
    with pytest.raises(ValidationError) as refused:
        offer(baru, role, code, None)
    assert list(refused.value.message_dict) == [field]


@pytest.mark.parametrize(
    ("starts", "ends", "refused"),
    [(1, 10, True), (10, 20, True), (11, 20, False), (-9, 0, False), (-9, None, True), (11, None, False)],
)
def test_the_same_posting_twice_at_once_is_refused(baru, starts, ends, refused):
    first = date(2026, 5, 1)
    offer(baru, Role.OFFICER, VILLAGE_A, None, starts_on=first, ends_on=first + timedelta(days=9))
    period = {"starts_on": first + timedelta(days=starts - 1)}
    period["ends_on"] = first + timedelta(days=ends - 1) if ends is not None else None
    if refused:
        with pytest.raises(ValidationError):
            offer(baru, Role.OFFICER, VILLAGE_A, None, **period)
    else:
        offer(baru, Role.OFFICER, VILLAGE_A, None, **period)


def test_another_village_or_another_role_is_another_posting(baru):
    offer(baru, Role.OFFICER, VILLAGE_A, None)
    offer(baru, Role.OFFICER, VILLAGE_B, None)
    offer(baru, Role.VILLAGE_AGENT, VILLAGE_A, None)
    assert baru.postings.count() == 3


def test_granting_the_same_key_again_gives_back_the_first(baru):
    key = uuid6.uuid7()
    assert offer(baru, Role.OFFICER, VILLAGE_A, None, key=key) == offer(baru, Role.OFFICER, VILLAGE_A, None, key=key)
    assert AuditEntry.objects.filter(verb="grant-posting").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_several_who_grant_the_same_at_once_one_wins():
    user, area = make_user("baru"), make_region(VILLAGE_A)

    def give(_number: int) -> bool:
        try:
            grant(user, Role.OFFICER, area=area, ends_on=timezone.localdate(), by=None)
        except ValidationError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as givers:
        assert sorted(givers.map(give, range(4))) == [False, False, False, True]


def test_a_revoked_posting_gives_nothing_from_that_moment(baru):
    wati = make_wati()
    posting = offer(baru, Role.OFFICER, VILLAGE_A, wati)
    end_posting(posting, by=wati)
    assert not may_in(baru, SEE, VILLAGE_A)
    offer(baru, Role.OFFICER, VILLAGE_A, wati)
    assert may_in(baru, SEE, VILLAGE_A)


def test_a_posting_with_a_last_day_holds_until_then(baru):
    posting = offer(baru, Role.OFFICER, VILLAGE_A, None)
    assert end_posting(posting, by=None, last_day=timezone.localdate()).revoked_on is None
    assert may_in(baru, SEE, VILLAGE_A)


def test_ending_twice_is_logged_once(baru):
    posting = offer(baru, Role.OFFICER, VILLAGE_A, None)
    end_posting(posting, by=None)
    end_posting(posting, by=None)
    assert AuditEntry.objects.filter(verb="end-posting").count() == 1


def test_the_head_next_door_cannot_end_it(baru):
    posting = offer(baru, Role.OFFICER, VILLAGE_B, None)
    with pytest.raises(PermissionDenied):
        end_posting(posting, by=make_wati())
