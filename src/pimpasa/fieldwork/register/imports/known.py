"""What the register knows already, looked up once for a whole list, as far as the importing person reaches."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from pimpasa.accounts.access import villages_where
from pimpasa.accounts.models import User
from pimpasa.fieldwork.register.models import Assignment, AssistedVillage, Decree, Officer
from pimpasa.fieldwork.register.policies import IMPORT, MOVE_VILLAGE
from pimpasa.foundation.scope import Scope
from pimpasa.regions.gazetteer import Match, gazetteer
from pimpasa.regions.models import ImmigrationOffice, Region

EVERYWHERE = Scope(everywhere=True)


class Known:
    """Answers for each row without a query; made anew for each pass, so it is never older than the check."""

    def __init__(self, by: User | None, office: ImmigrationOffice) -> None:
        self.office = office
        self.scope = villages_where(by, IMPORT) if by else EVERYWHERE
        self.movable = villages_where(by, MOVE_VILLAGE) if by else EVERYWHERE
        self.offices = _own_offices(self.scope)
        self.by_office_name = {_key(one.name): one for one in self.offices.values()}
        self.decrees = {(one.office_id, one.number.casefold()): one for one in Decree.objects.all()}
        self.assisted = _open_villages()
        self.named = _by_name(self.assisted.values())

    def office_of(self, text: str) -> ImmigrationOffice | None:
        """The office by its code or name, if it is the person's own; the list's own office for an empty cell."""
        if not text:
            return self.office
        return self.offices.get(text.strip().lower()) or self.by_office_name.get(_key(text))

    def decree_of(self, number: str, office: ImmigrationOffice) -> Decree | None:
        """The decree of the row's office, or of the office whose list it is."""
        number = " ".join(number.split()).casefold()
        return self.decrees.get((office.pk, number)) or self.decrees.get((self.office.pk, number))

    def knows(self, code: str) -> bool:
        """Whether a list of this kind may name the village by this code."""
        return code in self.assisted

    def only_one_named(self, village: str, office: ImmigrationOffice) -> AssistedVillage | None:
        """The office's one assisted village of this name, if there is just one."""
        found = self.named.get((office.pk, _key(village)), [])
        return found[0] if len(found) == 1 else None


class KnownOfficers(Known):
    def __init__(self, by: User | None, office: ImmigrationOffice, emails: set[str]) -> None:
        super().__init__(by, office)
        people = User.objects.filter(username__in=emails)
        self.closed = set(people.filter(is_active=False).values_list("username", flat=True))
        rows = Officer.objects.filter(user__username__in=emails).select_related("user", "office")
        self.officers = {one.user.username: one for one in rows.prefetch_related("inaugurations")}
        running = Assignment.objects.filter(officer__in=rows, ends_on=None, revoked_on=None)
        self.assigned = set(running.values_list("officer__user__username", "assisted_village_id"))


class KnownVillages(Known):
    def __init__(self, by: User | None, office: ImmigrationOffice) -> None:
        super().__init__(by, office)
        self.living = frozenset(Region.objects.living().villages().values_list("pk", flat=True))

    def knows(self, code: str) -> bool:
        return code in self.living


def _own_offices(scope: Scope) -> dict[str, ImmigrationOffice]:
    offices = ImmigrationOffice.objects.filter(ended=False)
    return {one.pk: one for one in (offices if scope.everywhere else scope.limit_offices(offices, "pk"))}


def _open_villages() -> dict[str, AssistedVillage]:
    rows = AssistedVillage.objects.open().select_related("village")
    return {one.village_id: one for one in rows}


def _by_name(villages: Iterable[AssistedVillage]) -> dict[tuple[str, str], list[AssistedVillage]]:
    named: dict[tuple[str, str], list[AssistedVillage]] = defaultdict(list)
    for one in villages:
        named[one.office_id, _key(one.village.name)].append(one)
    return named


def _key(name: str) -> str:
    return re.sub(r"\W+", "", name).casefold()


@lru_cache(20_000)
def match(village: str, district: str, regency: str, province: str) -> Match:
    """As the gazetteer says; remembered, since confirming a list checks it once more."""
    return gazetteer().match(village, district, regency, province)
