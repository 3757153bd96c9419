"""What the register says on one day: villages and their states, officers in service, assignments."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pimpasa.fieldwork.register.models import AssistedVillage
from pimpasa.insight.recaps import keys
from pimpasa.insight.recaps.areas import Tree, office_place, part_place
from pimpasa.insight.recaps.records import assignments_of, assisted_of, officers_of
from pimpasa.insight.recaps.units import Level, Unit
from pimpasa.regions.models import COUNTRY

AT_WORK = (AssistedVillage.State.ACTIVE, AssistedVillage.State.INDEPENDENT)


@dataclass(frozen=True)
class Standing:
    """Each row with the places that it counts for."""

    # place -> village -> its states; a village may stand twice, ended once and begun anew
    assisted: dict[str, dict[str, list[str]]]
    officers: Counter[str]
    assignments: Counter[str]

    def figures(self, place: str, visited: Iterable[str]) -> dict[str, int]:
        """The register's figures of one place, where these villages had an activity in the period."""
        villages, seen = self.assisted.get(place, {}), set(visited)
        at_work = {village for village, states in villages.items() if any(state in AT_WORK for state in states)}
        states = Counter(state for all_states in villages.values() for state in all_states)
        return {
            keys.VILLAGES: len(at_work),
            keys.COVERED: len(at_work & seen),
            keys.UNCOVERED: len(at_work - seen),
            keys.REACHED: len(seen),
            keys.OFFICERS: self.officers[place],
            keys.ASSIGNMENTS: self.assignments[place],
            **{keys.key(keys.VILLAGES, "state", state): states[state] for state in AssistedVillage.State.values},
        }


def standing_of(unit: Unit, day: date, tree: Tree) -> Standing:
    """Of the unit and all places inside it."""
    standing = Standing({}, Counter(), Counter())
    for village, state in assisted_of(unit, day).order_by().values_list("village_id", "state_then"):
        for place in (village, *tree.above(village)):
            standing.assisted.setdefault(place, {}).setdefault(village, []).append(state)
    for user, office, regency in officers_of(unit, day).order_by().values_list("user", "office", "office__regency"):
        standing.officers.update(_officer_places(str(user), office, regency))
    for (village,) in assignments_of(unit, day).order_by().values_list("assisted_village__village"):
        standing.assignments.update((village, *tree.above(village)))
    return standing


def standing_by_officer(users: Iterable[UUID], day: date, *, is_demonstration: bool) -> Standing:
    """The same for several officers at once, each under their own key, wherever they are assigned."""
    nation, chosen = Unit(Level.NATION, COUNTRY, "", is_demonstration=is_demonstration), list(users)
    standing = Standing({}, Counter(), Counter())
    rows = assignments_of(nation, day).order_by().filter(officer__user__in=chosen)
    assigned: dict[object, list[str]] = {}
    for user, assisted in rows.values_list("officer__user", "assisted_village"):
        standing.assignments[str(user)] += 1
        assigned.setdefault(assisted, []).append(str(user))
    known = assisted_of(nation, day).order_by().filter(pk__in=list(assigned))
    for pk, village, state in known.values_list("pk", "village_id", "state_then"):
        for place in set(assigned[pk]):
            standing.assisted.setdefault(place, {}).setdefault(village, []).append(state)
    serving = officers_of(nation, day).order_by().filter(user__in=chosen)
    standing.officers.update(str(user) for user in serving.values_list("user", flat=True))
    return standing


def _officer_places(user: str, office: str, regency: str) -> tuple[str, ...]:
    """An officer counts where the office stands, whatever villages are served."""
    province = regency[:2]
    return user, office_place(office), part_place(office, province), province, COUNTRY
