"""All that is due for one person, put together from what each of the person's postings sees."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from pimpasa.accounts.models import User
from pimpasa.foundation.roles import Role
from pimpasa.insight.due.desk import Desk, desk_of
from pimpasa.insight.due.evenings import evening_lines
from pimpasa.insight.due.lines import Group, Line, When, by_urgency
from pimpasa.insight.due.office import office_groups
from pimpasa.insight.due.own import own_lines
from pimpasa.insight.due.region import inferred_areas, region_groups
from pimpasa.insight.due.visits import Standing, standings
from pimpasa.insight.due.waiting import finding_lines

NOW = (When.LATE, When.TODAY)
FIRST = (*NOW, When.UNFINISHED)


@dataclass(frozen=True)
class Due:
    """The person's own lines by urgency, and the gaps of the office and of the region."""

    desk: Desk
    lines: list[Line]
    office: list[Group]
    region: list[Group]
    office_villages: list[Standing]

    @property
    def own(self) -> list[Group]:
        return by_urgency(self.lines)

    @property
    def late(self) -> int:
        return sum(line.when is When.LATE for line in self.lines)

    @property
    def late_findings(self) -> int:
        return sum(line.is_finding and line.when is When.LATE for line in self.lines)

    @property
    def first(self) -> list[Line]:
        """What should be done today, the latest first, and then what was left unfinished."""
        groups = by_urgency(line for line in self.lines if line.when in FIRST)
        return [line for group in groups for line in group.lines]

    @property
    def is_empty(self) -> bool:
        return not (self.lines or self.office or self.region)


def due_for(user: User, today: date | None = None) -> Due:
    """A constant number of queries, however many villages, follow-ups and findings there are."""
    today, desk = today or timezone.localdate(), desk_of(user)
    lines = [*own_lines(desk, today), *evening_lines(desk, today), *finding_lines(user, timezone.now())]
    villages = standings(desk.office, today)
    return Due(desk, lines, _office(desk, villages, today), _region(desk, today), villages)


def _office(desk: Desk, villages: list[Standing], today: date) -> list[Group]:
    if not desk.office.offices:
        return []
    groups = office_groups(desk.office, villages, today)
    # Only the head can confirm where the office works.
    areas = [inferred_areas(desk.office)] if Role.OFFICE_HEAD in desk.roles else []
    return [group for group in areas if group.total] + groups


def _region(desk: Desk, today: date) -> list[Group]:
    return [] if desk.region.is_empty else region_groups(desk.region, standings(desk.region, today), today)


def total(groups: Iterable[Group], key: str) -> int:
    """How many lines the group of this name has, none if it is in order."""
    return sum(group.total for group in groups if group.key == key)
