"""The records that everyone tries to reach: one of each kind in every place, made once for all cases."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import uuid6
from django.utils import timezone

from pimpasa.accounts.breaches.tests.make import make_breach
from pimpasa.accounts.models import Invitation, User
from pimpasa.accounts.tests.make import make_office, make_region, make_user
from pimpasa.fieldwork.activities.models import Activity, ActivityPhoto, ActivityWords, FollowUp
from pimpasa.fieldwork.findings.models import Finding
from pimpasa.fieldwork.register.models import DoubtfulVillage, Import
from pimpasa.fieldwork.register.tests.make import make_assignment, make_assisted_village, make_officer
from pimpasa.fieldwork.tests.access.people import make_people, make_someone
from pimpasa.fieldwork.tests.access.rules import CONFIRMED, OFFICE_IN, OFFICE_OF, A, Post, Someone, X
from pimpasa.regions.models import OfficeJurisdiction, OfficeStatement

PROPOSED, AGREED, FREE, SPARE = "33.01.02.2001", "33.01.02.2002", "33.01.02.2003", "33.01.02.2004"


@dataclass
class World:
    """`rows[kind][code]`: the record of this kind in that village or of that office; the sender sent those in A."""

    people: dict[str, User] = field(default_factory=dict)
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)

    def keep(self, kind: str, code: str, row: Any) -> Any:
        self.rows.setdefault(kind, {})[code] = row
        return row

    def row(self, kind: str, code: str = A) -> Any:
        return self.rows[kind][code]


SENDER = "village_agent-here"


def make_world() -> World:
    world = World()
    make_places()
    world.people = make_people()
    for village, office in OFFICE_OF.items():
        make_register(world, village, office)
        make_work(world, village)
    for office in OFFICE_IN:
        make_office_affairs(world, office)
    make_loose_ends(world)
    return world


def make_places() -> None:
    for office, regency in OFFICE_IN.items():
        make_office(office, regency, serves=(regency,), guessed=office not in CONFIRMED)
    for code in (FREE, SPARE):
        make_region(code)


def make_register(world: World, village: str, office: str) -> None:
    assisted = world.keep("village", village, make_assisted_village(village, office=office))
    officer = world.keep("officer", village, make_officer(f"pimpasa-{village}", office=office))
    world.keep("assignment", village, make_assignment(officer, assisted))
    world.keep("decree", village, assisted.decree)
    world.keep("inauguration", village, officer.inaugurations.get())
    world.keep("posting", village, officer.assignments.get().posting)
    world.keep("person", village, officer.user)


def make_work(world: World, village: str) -> None:
    place, sender = make_region(village), world.people[SENDER]
    by = {"village": place, "occurred_at": timezone.now() - timedelta(hours=2), "recorded_by": sender}
    activity = world.keep("activity", village, Activity.objects.create(kind="village_visit", **by))
    ActivityWords.objects.create(activity=activity)
    photo = ActivityPhoto(activity=activity, file="x", recorded_by=sender)
    photo.save()
    world.keep("photo", village, photo)
    due = timezone.localdate()
    follow_up = FollowUp.objects.create(activity=activity, what="Antar poster", due_on=due, recorded_by=sender)
    world.keep("follow-up", village, follow_up)
    for name, fields in FINDINGS.items():
        world.keep(name, village, Finding.objects.create(**by, **SENT, **fields))


SENT = {"place": "RT 1", "state_since": timezone.now(), "sent_at": timezone.now()}
STORY = {"category": "foreigners", "what": "Ada orang asing."}
FINDINGS: dict[str, dict[str, Any]] = {
    "finding": STORY,
    "verified-finding": STORY | {"state": "verified"},
    "handled-finding": STORY | {"state": "being_handled"},
    "returned-finding": STORY | {"state": "returned"},
    "trafficking-finding": {"category": "trafficking"},
    "past-officer-finding": STORY | {"names_officials": True, "past_officer": True},
}


def make_office_affairs(world: World, office: str) -> None:
    row = make_office(office)
    world.keep("office", office, row)
    counts = {"rows": 0, "checked": 0}
    kept = world.keep("import", office, Import.objects.create(kind="villages", office=row, counts=counts))
    doubt = DoubtfulVillage(office=row, source=kept, line=2, village="Sukamaju", reason="uji")
    doubt.save()
    world.keep("doubt", office, doubt)
    today = timezone.localdate()
    world.keep("jurisdiction", office, OfficeJurisdiction.objects.get(office=row))
    days = {"checked_on": today, "expires_on": today + timedelta(days=30)}
    statement = OfficeStatement.objects.create(office=row, subject="hours", value="08.00-15.00", source="uji", **days)
    world.keep("statement", office, statement)


def make_loose_ends(world: World) -> None:
    world.keep("village", PROPOSED, make_assisted_village(PROPOSED, "proposed", X))
    world.keep("village", AGREED, make_assisted_village(AGREED, "agreed", X))
    world.keep("officer", SPARE, make_officer("pimpasa-lain", office=X))
    world.keep("person", SPARE, make_user("tanpa-penugasan"))
    world.keep("breach", A, make_breach(world.people["administrator-nation"]))
    world.keep("asker", "head", make_someone(Someone("asker-head", (Post("administrator", "ID"),))))
    world.keep("asker", "staff", make_someone(Someone("asker-staff", (Post("office_staff", X),))))
    for village in OFFICE_OF:
        offer = {"role": "officer", "area": make_region(village), "token_hash": village}
        soon = timezone.now() + timedelta(hours=1)
        by = world.people["administrator-nation"]
        invitation = Invitation(display_name="Baru", invited_by=by, expires_at=soon, id=uuid6.uuid7(), **offer)
        invitation.save()
        world.keep("invitation", village, invitation)
