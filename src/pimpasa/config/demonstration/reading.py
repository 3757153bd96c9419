"""Who reads a question in the play, and where it goes: as `consultations.readers` would find it once all is written."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from pimpasa.accounts.models import User
from pimpasa.config.demonstration.stage import Stage
from pimpasa.consultations.levels import Level, from_level_up
from pimpasa.consultations.readers import Route
from pimpasa.fieldwork.register.models import Assignment
from pimpasa.regions.models import OfficeJurisdiction


@dataclass
class Bridge:
    """Who reads where: the villages with agent and officer, and the offices confirmed to serve each regency."""

    stage: Stage
    served: dict[str, Assignment]

    @cached_property
    def offices(self) -> dict[str, list[str]]:
        """By regency, in the order in which `serving` finds them; only those with a head in the play."""
        confirmed = OfficeJurisdiction.objects.filter(confidence=OfficeJurisdiction.Confidence.CONFIRMED)
        rows = confirmed.filter(office__ended=False).order_by("-is_primary", "office")
        found: dict[str, list[str]] = {}
        for regency, office in rows.values_list("regency", "office"):
            if office in self.stage.heads:
                found.setdefault(regency, []).append(office)
        return found

    def route(self, level: str, code: str, *, past_village: bool) -> Route:
        """As `readers.route`, in a play where every served village has an agent and an officer."""
        offices = self.offices.get(code[:5], [])
        wanted = Level.OFFICER.value if past_village and level == Level.AGENT else level
        levels = [one for one in from_level_up(wanted) if one != Level.OFFICE or offices]
        office = offices[0] if offices and levels[0] in (Level.OFFICE, Level.REGION) else ""
        return Route(levels[0], office, levels[0] != level)

    def reader(self, level: str, code: str, office: str) -> User:
        readers: dict[str, Callable[[], User]] = {
            Level.AGENT: lambda: self.stage.agents[code],
            Level.OFFICER: lambda: self.served[code].officer.user,
            Level.OFFICE: lambda: self.stage.heads[office],
            Level.REGION: lambda: self.stage.regional[code[:2]],
        }
        return readers[level]()
