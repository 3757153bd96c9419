"""Many at once come to the same as one by one: the same rows, the same audit, the same refusals."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from pimpasa.accounts.actions import end_posting, grant, grant_many, open_account, open_accounts
from pimpasa.accounts.bulk import NewAccount, NewPosting
from pimpasa.accounts.models import Posting, User
from pimpasa.accounts.postings import Place
from pimpasa.accounts.tests.make import (
    VILLAGE_A,
    VILLAGE_B,
    make_budi,
    make_office,
    make_region,
    make_rini,
    make_tono,
    make_user,
    make_wati,
)
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.roles import OFFICE_ROLES, Role

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 1)


def place(role: str, code: str) -> Place:
    return Place(office=make_office(code)) if role in OFFICE_ROLES else Place(area=make_region(code))


def one_by_one(new: list[NewPosting], by: User | None) -> None:
    for one in new:
        grant(
            one.user,
            one.role,
            area=one.place.area,
            office=one.place.office,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            decree=one.decree,
            by=by,
        )


def outcome(deed) -> object:
    """What is there afterwards, or how it was refused; undone again."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                deed()
        except (ValidationError, PermissionDenied) as refused:
            return type(refused), str(refused)
        finally:
            there = rows()
            transaction.set_rollback(True)
    return there


def rows() -> tuple[object, ...]:
    postings = Posting.objects.order_by("user", "role", "area", "office", "starts_on").values_list(
        "user__username", "role", "area", "office", "starts_on", "ends_on", "revoked_on", "decree"
    )
    entries = AuditEntry.objects.filter(verb="grant-posting").values_list("actor", "object_kind", "details")
    accounts = AuditEntry.objects.filter(verb="open-account").values_list("actor", "object_kind", "details")
    people = User.objects.order_by("username").values_list("username", "display_name", "is_active")
    return tuple(sorted(map(str, group)) for group in (postings, entries, accounts, people))


CASES = {
    "villages": (lambda: None, [(Role.OFFICER, VILLAGE_A), (Role.VILLAGE_AGENT, VILLAGE_A), (Role.OFFICER, VILLAGE_B)]),
    "by a head": (make_wati, [(Role.OFFICER, VILLAGE_A), (Role.OFFICE_STAFF, "kanim-x")]),
    "beyond the head's area": (make_wati, [(Role.OFFICER, VILLAGE_A), (Role.OFFICER, VILLAGE_B)]),
    "beyond the head's roles": (make_wati, [(Role.OFFICE_HEAD, "kanim-x")]),
    "by an officer": (make_budi, [(Role.OFFICER, VILLAGE_B)]),
    "by an analyst": (make_rini, [(Role.OFFICER, VILLAGE_A)]),
    "by staff of one office, agent of another's village": (make_tono, [(Role.OFFICER, VILLAGE_A)]),
    "a role in the wrong place": (lambda: None, [(Role.OFFICER, "33.01")]),
    "no such role": (lambda: None, [("raja", "33")]),
    "twice the same": (lambda: None, [(Role.OFFICER, VILLAGE_A), (Role.OFFICER, VILLAGE_A)]),
}


@pytest.mark.parametrize("case", CASES)
def test_many_postings_come_to_the_same_as_one_by_one(case):
    maker, wanted = CASES[case]
    by, baru = maker(), make_user("baru")
    new = [NewPosting(baru, role, place(role, code), DAY, decree=" W.11-001 ") for role, code in wanted]
    assert outcome(lambda: grant_many(new, by=by)) == outcome(lambda: one_by_one(new, by))


@pytest.mark.parametrize("shift", [-11, -10, -1, 0, 1, 9, 10, 11])
@pytest.mark.parametrize("length", [None, 0, 10])
@pytest.mark.parametrize("ending", ["open", "closed", "revoked"])
def test_overlaps_are_judged_as_one_by_one(shift, length, ending):
    baru, area = make_user("baru"), make_region(VILLAGE_A)
    first = grant(
        baru,
        Role.OFFICER,
        area=area,
        starts_on=DAY,
        ends_on=DAY + timedelta(days=9) if ending == "closed" else None,
        by=None,
    )
    if ending == "revoked":
        end_posting(first, by=None)
    starts_on = DAY + timedelta(days=shift)
    ends_on = None if length is None else starts_on + timedelta(days=length)
    new = [NewPosting(baru, Role.OFFICER, Place(area=area), starts_on, ends_on)]
    assert outcome(lambda: grant_many(new, by=None)) == outcome(lambda: one_by_one(new, None))


def test_nobody_posts_themselves_in_a_list():
    wati = make_wati()
    with pytest.raises(PermissionDenied):
        grant_many([NewPosting(wati, Role.OFFICER, place(Role.OFFICER, VILLAGE_A))], by=wati)


ACCOUNTS = {
    "two": [("satu@contoh.id", "Satu"), ("DUA@contoh.id ", " Dua ")],
    "twice": [("satu@contoh.id", "Satu"), ("satu@contoh.id", "Satu")],
    "taken": [("ada@contoh.id", "Ada")],
    "no name": [("satu@contoh.id", "  ")],
    "bad address": [("dengan spasi", "Satu")],
}


@pytest.mark.parametrize("case", ACCOUNTS)
def test_many_accounts_come_to_the_same_as_one_by_one(case):
    make_user("ada@contoh.id")
    new = [NewAccount(*one) for one in ACCOUNTS[case]]
    single = outcome(lambda: [open_account(one.username, one.display_name, None) for one in new])
    assert outcome(lambda: open_accounts(new, by=None)) == single


def test_the_number_of_queries_does_not_grow():
    def queries(number: int) -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            users = open_accounts([NewAccount(f"{number}-{n}@contoh.id", "X") for n in range(number)], by=None)
            grant_many([NewPosting(user, Role.OFFICER, Place(area=area)) for user in users], by=None)
        return len(seen)

    area = make_region(VILLAGE_A)
    assert queries(3) == queries(90)
