"""Which villages may be chosen in the form of a filing."""

from dataclasses import dataclass

from pimpasa.accounts.access import villages_where
from pimpasa.accounts.models import User
from pimpasa.foundation.scope import VILLAGE_DEPTH, Scope
from pimpasa.offers.recruiters.policies import FILE_RECRUITER
from pimpasa.regions.gazetteer import gazetteer
from pimpasa.regions.models import Region

MOST, LOOKED_AT = 8, 60
EVERYWHERE = Scope(everywhere=True)


@dataclass(frozen=True)
class Offered:
    code: str
    words: str


def found(search: str, within: Scope = EVERYWHERE) -> list[Offered]:
    """The villages that the words may mean, the likeliest first."""
    places = gazetteer().find(search, limit=LOOKED_AT if not within.everywhere else MOST) if search else []
    here = [one for one in places if within.contains(one.code)][:MOST]
    return [Offered(one.code, f"{one.village}, {one.district}, {one.regency}") for one in here]


def own_villages(user: User) -> list[Offered]:
    """The villages of a person whose postings are villages; an office searches in its area instead."""
    codes = [code for code in villages_where(user, FILE_RECRUITER).areas if code.count(".") == VILLAGE_DEPTH]
    rows = Region.objects.villages().living().filter(pk__in=codes).select_related("parent").order_by("name", "pk")
    return [Offered(one.pk, f"{one.name}, {one.parent.name if one.parent else ''}") for one in rows]


def searches(user: User) -> bool:
    """Whether some posting reaches more than single villages."""
    return any(code.count(".") < VILLAGE_DEPTH for code in villages_where(user, FILE_RECRUITER).areas)


def reach(user: User) -> Scope:
    return villages_where(user, FILE_RECRUITER)
