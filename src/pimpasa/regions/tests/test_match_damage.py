"""No damaged row may be read as another village, unless the damage itself made another village of it."""

from collections import Counter

import pytest

from pimpasa.regions.gazetteer import Match, Place
from pimpasa.regions.names import key_of
from pimpasa.regions.tests.damage import KINDS, Damager, Row

ROWS_OF_A_KIND = 40
# How many of a hundred must be matched; the rest are honest doubts (short names, several of the same name).
LEAST_MATCHED = {
    "two_slips_in_village": 65, "only_village": 50, "slip_and_no_district": 60, "wrong_regency_alone": 0,
    "slip_everywhere": 75, "wrong_district": 80, "no_district": 85, "only_regency": 85, "spaces_moved": 85,
    "all_in_one_column": 80,
}  # fmt: skip


def became_another(row: Row, found: Match) -> bool:
    """The name as written is the chosen village's own, so the row now speaks of that one."""
    return key_of(found.candidates[0].village) == key_of(row.village)


def outcome(place: Place, row: Row, found: Match) -> str:
    if found.status != "matched" or found.code == place.code:
        return found.status
    return "became another" if became_another(row, found) else "wrong"


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_rows_are_never_read_as_another_village(places, kind):
    damager = Damager(places, seed=2025)
    outcomes: Counter[str] = Counter()
    for _ in range(ROWS_OF_A_KIND):
        place = damager.village(kind)
        row = damager.row(place, kind)
        found = places.match(row.village, row.district, row.regency, row.province)
        result = outcome(place, row, found)
        assert result != "wrong", (place, row, found)
        outcomes[result] += 1
    assert outcomes["matched"] * 100 >= LEAST_MATCHED.get(kind, 90) * ROWS_OF_A_KIND, outcomes
    assert outcomes["became another"] <= 1
