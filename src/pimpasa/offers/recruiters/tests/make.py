"""Builders for the same recruiter in many villages: two offices, four villages, five people who answer for them."""

from dataclasses import dataclass
from uuid import uuid4

import uuid6

from pimpasa.accounts.models import User
from pimpasa.accounts.tests.make import make_office, make_person, make_region
from pimpasa.foundation.roles import Role
from pimpasa.offers.recruiters.actions import filing
from pimpasa.offers.recruiters.actions.linking import settle
from pimpasa.offers.recruiters.identifiers import identifiers_in
from pimpasa.offers.recruiters.models import RecruiterFiling, RecruiterSignal

NUMBER, ACCOUNT = "0812-3456-7890", "BCA 1234567890"
TEXT = f"Loker LN gan, hub {NUMBER}. DP ke {ACCOUNT}. kalimatrahasia"
# Two villages of office X, two of office Y.
X1, X2, Y1, Y2 = "33.01.01.2001", "33.01.01.2002", "33.02.01.2001", "33.02.01.2002"


@dataclass(frozen=True)
class People:
    head_x: User
    head_y: User
    staff_x: User
    staff_y: User
    officer: User


def make_people() -> People:
    for code, regency in (("kanim-x", "33.01"), ("kanim-y", "33.02")):
        make_office(code, regency, serves=(regency,))
    for village in (X1, X2, Y1, Y2):
        make_region(village)
    return People(
        head_x=make_person("kepala-x", Role.OFFICE_HEAD, "kanim-x"),
        head_y=make_person("kepala-y", Role.OFFICE_HEAD, "kanim-y"),
        staff_x=make_person("staf-x", Role.OFFICE_STAFF, "kanim-x"),
        staff_y=make_person("staf-y", Role.OFFICE_STAFF, "kanim-y"),
        officer=make_person("pimpasa-x", Role.OFFICER, X1),
    )


def new_filing(village: str, text: str = TEXT) -> filing.NewFiling:
    return filing.NewFiling(uuid6.uuid7(), make_region(village), identifiers_in(text))


def filed(by: User, village: str, text: str = TEXT) -> RecruiterFiling:
    """Filed by staff, and what the job does afterwards."""
    made = filing.file_recruiter(new_filing(village, text), by=by)
    settle([made.pk])
    return made


def reported(village: str, text: str = TEXT) -> RecruiterFiling:
    new = new_filing(village, text)
    return filing.file_publicly(filing.NewFiling(uuid4(), new.village, new.identifiers))


def confirmed(report: RecruiterFiling, by: User) -> RecruiterFiling:
    done = filing.confirm_filing(report, basis="seen", by=by)
    settle([done.pk])
    return done


def make_signal(people: People) -> RecruiterSignal:
    """In four villages of two offices."""
    for by, village in ((people.staff_x, X1), (people.staff_x, X2), (people.staff_y, Y1), (people.staff_y, Y2)):
        filed(by, village)
    return RecruiterSignal.objects.get()
