"""Thousands of new villages, officers and assignments at once, by the same rules as one at a time.

Only what is wholly new is written here; whatever exists already goes the usual way, with all its checks. The
database's own constraints hold for both, and the transaction of the import holds them together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pimpasa.accounts.actions import grant_many, open_accounts
from pimpasa.accounts.bulk import NewAccount, NewPosting
from pimpasa.accounts.models import User
from pimpasa.accounts.postings import Place
from pimpasa.fieldwork.register.actions.assignments import check_pair
from pimpasa.fieldwork.register.actions.officers import NamePlate
from pimpasa.fieldwork.register.guards import guard_office, guard_village
from pimpasa.fieldwork.register.models import Assignment, AssistedVillage, Decree, Officer, StateChange
from pimpasa.fieldwork.register.policies import ASSIGN, MOVE_VILLAGE, PROPOSE_VILLAGE, RECORD_OFFICER
from pimpasa.foundation.audit.actions import Deed, record_many
from pimpasa.foundation.database.inserting import insert_rows
from pimpasa.foundation.roles import Role
from pimpasa.regions.models import ImmigrationOffice, Region

State = AssistedVillage.State
WAY_TO_ACTIVE = (("", State.PROPOSED), (State.PROPOSED, State.AGREED), (State.AGREED, State.ACTIVE))


@dataclass(frozen=True)
class NewVillage:
    """A village of the list: active by its decree since the day, or else only proposed."""

    place: Region
    office: ImmigrationOffice
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


def take_villages(new: list[NewVillage], *, by: User | None) -> None:
    """As `propose_village`, and for those with a decree as `agree_village` and `activate_village`."""
    for one in new:
        guard_office(by, PROPOSE_VILLAGE, one.office.pk)
        guard_village(by, MOVE_VILLAGE if one.decree else PROPOSE_VILLAGE, one.place.pk)
    rows = [_village(one) for one in new]
    insert_rows(AssistedVillage, rows)
    steps = [(row, one.day, before, after) for row, one in zip(rows, new, strict=True) for before, after in one.way]
    changes = [
        StateChange(assisted_village=row, from_state=before, to_state=after, happened_on=day, by=by)
        for row, day, before, after in steps
    ]
    insert_rows(StateChange, changes)
    record_many(
        by,
        [
            Deed(f"village-{after}", row, {"village": row.village_id, "on": day, "version": version_at(after)})
            for row, day, _before, after in steps
        ],
    )


def version_at(state: str) -> int:
    """The version that a village has after this step of its usual way."""
    return [after for _before, after in WAY_TO_ACTIVE].index(State(state)) + 1


def enlist_officers(new: list[NewOfficer], *, by: User | None) -> list[Officer]:
    """As `record_officer`, each with an account that cannot sign in before an invitation."""
    for one in new:
        guard_office(by, RECORD_OFFICER, one.office.pk)
    users = {user.username: user for user in User.objects.filter(username__in=[one.email for one in new])}
    if any(not user.is_active for user in users.values()):
        raise ValidationError(_("Akun dengan surel ini sudah ditutup."))
    unknown = [NewAccount(one.email, one.plate.printed_name) for one in new if one.email not in users]
    users |= {user.username: user for user in open_accounts(unknown, by=by)}
    rows = [
        Officer(user=users[one.email], printed_name=one.plate.printed_name, rank=one.plate.rank, office=one.office)
        for one in new
    ]
    insert_rows(Officer, rows)
    record_many(by, [Deed("record-officer", row, {"office": row.office_id}) for row in rows])
    return rows


def hold_pairs(villages: Iterable[str], emails: Iterable[str]) -> dict[str, AssistedVillage]:
    """The villages by their keys. They and the officers are held until the end of the transaction, so that nobody
    ends one of them between the check and the assignment."""
    rows = AssistedVillage.objects.filter(pk__in=villages).select_for_update(of=("self",)).order_by("pk")
    held = {str(one.pk): one for one in rows.select_related("village")}
    list(Officer.objects.filter(user__username__in=emails).select_for_update(of=("self",)).order_by("pk"))
    return held


def assign_new(new: list[NewAssignment], *, by: User | None) -> None:
    """As `assign`, for pairs that have no assignment yet, open-ended."""
    for one in new:
        guard_village(by, ASSIGN, one.village.village_id)
    rows = [_assignment(one) for one in new]
    for row in rows:
        check_pair(row)
    for row, posting in zip(rows, grant_many([_posting(one) for one in new], by=by), strict=True):
        row.posting = posting
    insert_rows(Assignment, rows)
    record_many(by, [_assigned(row) for row in rows])


def _assignment(new: NewAssignment) -> Assignment:
    return Assignment(officer=new.officer, assisted_village=new.village, starts_on=new.starts_on, decree=new.decree)


def _assigned(row: Assignment) -> Deed:
    village = row.assisted_village.village_id
    return Deed("assign-officer", row, {"officer": row.officer_id, "village": village, "since": row.starts_on})


def _village(new: NewVillage) -> AssistedVillage:
    return AssistedVillage(
        village=new.place,
        office=new.office,
        state=new.way[-1][1],
        decree=new.decree,
        launched_on=new.day if new.decree else None,
        population=new.place.population,
        population_as_of=new.place.figures_as_of,
        version=len(new.way),
    )


def _posting(new: NewAssignment) -> NewPosting:
    number = new.decree.number if new.decree else ""
    return NewPosting(
        new.officer.user, Role.OFFICER, Place(area=new.village.village), starts_on=new.starts_on, decree=number
    )
