"""Thousands of new villages, officers and assignments at once, by the same rules as one at a time.

Only what is wholly new is written here; whatever exists already goes the usual way, with all its checks. The
database's own constraints hold for both, and the transaction of the import holds them together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Model

from pimpasa.accounts.models import Posting, User
from pimpasa.accounts.policies import GRANT
from pimpasa.fieldwork.register.actions.officers import NamePlate
from pimpasa.fieldwork.register.guards import guard_office, guard_village
from pimpasa.fieldwork.register.models import Assignment, AssistedVillage, Decree, Officer, StateChange
from pimpasa.fieldwork.register.policies import ASSIGN, MOVE_VILLAGE, PROPOSE_VILLAGE, RECORD_OFFICER
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.roles import Role
from pimpasa.regions.models import ImmigrationOffice, Region

State = AssistedVillage.State
BATCH = 1000
Row = TypeVar("Row", bound=Model)
WAY_TO_ACTIVE = (("", State.PROPOSED), (State.PROPOSED, State.AGREED), (State.AGREED, State.ACTIVE))


@dataclass(frozen=True)
class NewVillage:
    """A village of the list: active by its decree since the day, or else only proposed."""

    place: Region
    day: date
    decree: Decree | None

    @property
    def way(self) -> tuple[tuple[str, str], ...]:
        return WAY_TO_ACTIVE if self.decree else WAY_TO_ACTIVE[:1]


@dataclass(frozen=True)
class NewOfficer:
    email: str
    plate: NamePlate
    office: ImmigrationOffice


@dataclass(frozen=True)
class NewAssignment:
    officer: Officer
    village: AssistedVillage
    starts_on: date
    decree: Decree | None


def take_villages(new: list[NewVillage], office: ImmigrationOffice, *, by: User | None) -> None:
    """As `propose_village`, and for those with a decree as `agree_village` and `activate_village`."""
    guard_office(by, PROPOSE_VILLAGE, office.pk)
    for one in new:
        guard_village(by, MOVE_VILLAGE if one.decree else PROPOSE_VILLAGE, one.place.pk)
    rows = [_village(one, office) for one in new]
    _insert(AssistedVillage, rows)
    pairs = list(zip(rows, new, strict=True))
    changes = [
        StateChange(assisted_village=row, from_state=before, to_state=after, happened_on=one.day, by=by)
        for row, one in pairs
        for before, after in one.way
    ]
    _insert(StateChange, changes)
    _record(
        _entry(by, f"village-{after}", row, village=row.village_id, on=str(one.day))
        for row, one in pairs
        for _before, after in one.way
    )


def enlist_officers(new: list[NewOfficer], *, by: User | None) -> list[Officer]:
    """As `record_officer`, each with an account that cannot sign in before an invitation."""
    for one in new:
        guard_office(by, RECORD_OFFICER, one.office.pk)
    users = {user.username: user for user in User.objects.filter(username__in=[one.email for one in new])}
    opened = [
        User(username=one.email, display_name=one.plate.printed_name, password=make_password(None))
        for one in new
        if one.email not in users
    ]
    _insert(User, opened)
    users |= {user.username: user for user in opened}
    rows = [
        Officer(user=users[one.email], printed_name=one.plate.printed_name, rank=one.plate.rank, office=one.office)
        for one in new
    ]
    _insert(Officer, rows)
    _record(_entry(by, "open-account", user) for user in opened)
    _record(_entry(by, "record-officer", row, office=row.office_id) for row in rows)
    return rows


def assign_new(new: list[NewAssignment], *, by: User | None) -> None:
    """As `assign`, for pairs that have no assignment and no posting yet, open-ended."""
    for one in new:
        guard_village(by, ASSIGN, one.village.village_id)
        guard_village(by, GRANT[Role.OFFICER], one.village.village_id)
        if by is not None and one.officer.user_id == by.pk:
            raise PermissionDenied(ASSIGN.name)
    postings = [_posting(one) for one in new]
    _insert(Posting, postings)
    rows = [
        Assignment(
            officer=one.officer,
            assisted_village=one.village,
            starts_on=one.starts_on,
            decree=one.decree,
            posting=posting,
        )
        for one, posting in zip(new, postings, strict=True)
    ]
    _insert(Assignment, rows)
    _record(
        _entry(by, "grant-posting", posting, user=str(posting.user_id), role=Role.OFFICER.value, place=posting.area_id)
        for posting in postings
    )
    _record(
        _entry(
            by, "assign-officer", row, officer=str(row.officer_id), since=str(row.starts_on), village=posting.area_id
        )
        for row, posting in zip(rows, postings, strict=True)
    )


def _village(new: NewVillage, office: ImmigrationOffice) -> AssistedVillage:
    return AssistedVillage(
        village=new.place,
        office=office,
        state=new.way[-1][1],
        decree=new.decree,
        launched_on=new.day if new.decree else None,
        population=new.place.population,
        population_as_of=new.place.figures_as_of,
        version=len(new.way),
    )


def _posting(new: NewAssignment) -> Posting:
    return Posting(
        user_id=new.officer.user_id,
        role=Role.OFFICER,
        area_id=new.village.village_id,
        starts_on=new.starts_on,
        decree=new.decree.number if new.decree else "",
    )


def _entry(by: User | None, verb: str, row: Model, **details: str | None) -> AuditEntry:
    """As the audit's `record`: codes, numbers and dates only, never a person's words."""
    return AuditEntry(actor=by, verb=verb, object_kind=row._meta.label_lower, object_id=str(row.pk), details=details)


def _record(entries: Iterable[AuditEntry]) -> None:
    _insert(AuditEntry, list(entries))


def _insert(model: type[Row], rows: list[Row]) -> None:
    """With the database's own time as a value: a default in each row would keep Django from its fast way."""
    recorded = "joined_at" if model is User else "recorded_at"
    with connection.cursor() as cursor:
        cursor.execute("SELECT STATEMENT_TIMESTAMP()")
        (now,) = cursor.fetchone() or (None,)
    for row in rows:
        setattr(row, recorded, now)
    model._default_manager.bulk_create(rows, batch_size=BATCH)
