"""Who may do what where: role and place come from one posting, and nothing unconfirmed or past gives anything."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pimpasa.accounts.access import may, may_in, require, villages_where
from pimpasa.accounts.actions import close_account
from pimpasa.accounts.models import Posting
from pimpasa.accounts.tests.make import (
    VILLAGE_A,
    VILLAGE_B,
    VILLAGE_C,
    add_posting,
    make_agent,
    make_budi,
    make_former,
    make_guessed,
    make_office,
    make_person,
    make_region,
    make_rini,
    make_sari,
    make_tono,
    make_user,
    make_wati,
)
from pimpasa.foundation.access import Action
from pimpasa.foundation.roles import Role
from pimpasa.foundation.scope import Scope
from pimpasa.regions.models import OfficeJurisdiction, Region

pytestmark = pytest.mark.django_db
BY_ALL = Action("test.see", frozenset(Role))
BY_STAFF = Action("test.stamp", frozenset({Role.OFFICE_STAFF}))
BY_AGENT = Action("test.tell", frozenset({Role.VILLAGE_AGENT}))
TODAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("maker", "seen"),
    [
        (make_sari, {VILLAGE_A}),
        (make_agent, {VILLAGE_A}),
        (make_budi, {VILLAGE_B}),
        (make_wati, {VILLAGE_A}),
        (make_rini, {VILLAGE_A, VILLAGE_B, VILLAGE_C}),
        (make_former, set()),
        (make_guessed, set()),
        (make_user, set()),
    ],
)
def test_each_sees_their_own_villages_and_no_others(maker, seen):
    for code in (VILLAGE_A, VILLAGE_B, VILLAGE_C):
        make_region(code)
    scope = villages_where(maker(), BY_ALL)
    assert {one.code for one in scope.limit(Region.objects.villages())} == seen
    assert {code for code in (VILLAGE_A, VILLAGE_B, VILLAGE_C) if scope.contains(code)} == seen
    assert scope.is_empty == (not seen)


def test_two_postings_do_not_add_up():
    tono = make_tono()
    assert may_in(tono, BY_AGENT, VILLAGE_A)
    assert may_in(tono, BY_STAFF, VILLAGE_B)
    assert not may_in(tono, BY_STAFF, VILLAGE_A)
    assert not may_in(tono, BY_AGENT, VILLAGE_B)


def test_an_inferred_area_opens_once_it_is_confirmed():
    gani = make_guessed()
    assert not may_in(gani, BY_ALL, VILLAGE_C)
    assert villages_where(gani, BY_ALL).contains_office("kanim-z")
    OfficeJurisdiction.objects.update(confidence="confirmed")
    assert may_in(gani, BY_ALL, VILLAGE_C)


def test_a_regional_office_has_its_province_and_the_offices_in_it():
    make_office("kanim-x", "33.01")
    make_office("kanim-z", "34.01")
    scope = villages_where(make_person("kanwil", Role.REGIONAL_OFFICE, "33"), BY_ALL)
    assert (scope.contains(VILLAGE_B), scope.contains(VILLAGE_C)) == (True, False)
    assert scope.offices == {"kanim-x"}


@pytest.mark.parametrize(
    ("period", "holds"),
    [
        ({"starts_on": TODAY}, True),
        ({"starts_on": TODAY + timedelta(days=1)}, False),
        ({"ends_on": TODAY}, True),
        ({"ends_on": TODAY - timedelta(days=1)}, False),
        ({"revoked_on": TODAY}, False),
        ({"revoked_on": TODAY + timedelta(days=1)}, True),
    ],
)
def test_a_posting_holds_from_its_first_to_its_last_day_unless_revoked(period, holds):
    with time_machine.travel("2026-05-04T12:00:00+07:00"):
        assert may(make_person("sari", Role.OFFICER, VILLAGE_A, **period), BY_ALL) == holds


def test_a_closed_account_may_nothing():
    sari = make_sari()
    close_account(sari)
    assert not may(sari, BY_ALL)
    assert not Posting.objects.in_force().exists()


def test_requiring_refuses_in_the_village_next_door():
    sari = make_sari()
    require(sari, BY_ALL, VILLAGE_A)
    with pytest.raises(PermissionDenied):
        require(sari, BY_ALL, VILLAGE_B)


def test_a_code_that_only_begins_alike_is_another_place():
    scope = Scope(areas=frozenset({"33.1", "33.01.01.2001"}))
    assert not scope.contains("33.10")
    assert not scope.contains("33.01.01.20011")
    assert not Scope().contains("")


def test_many_postings_cost_no_more_queries_than_one():
    wati = make_wati()
    add_posting(wati, Role.REGIONAL_OFFICE, "34")
    for number in range(10):
        add_posting(wati, Role.OFFICER, f"35.01.01.20{number:02}")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        villages_where(wati, BY_ALL)
    assert len(queries) == 3


@pytest.mark.parametrize(
    ("role", "where"),
    [
        (Role.OFFICER, {}),
        (Role.OFFICER, {"area_id": "33.01"}),
        (Role.OFFICER, {"office_id": "kanim-x"}),
        (Role.OFFICE_HEAD, {"area_id": VILLAGE_A}),
        (Role.OFFICE_HEAD, {"area_id": VILLAGE_A, "office_id": "kanim-x"}),
        (Role.ANALYST, {"area_id": VILLAGE_A}),
        ("king", {"area_id": VILLAGE_A}),
    ],
)
def test_the_database_refuses_a_role_in_a_place_it_cannot_have(role, where):
    make_region(VILLAGE_A)
    make_office()
    with pytest.raises(IntegrityError):
        Posting.objects.create(user=make_user(), role=role, starts_on=timezone.localdate(), **where)
