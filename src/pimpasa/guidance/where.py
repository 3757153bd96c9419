"""Where to go: the office that serves the chosen village, others near it, and what is known of the office in hand."""

from dataclasses import dataclass, replace
from datetime import date

from pimpasa.foundation.rules import Office as RulesOffice
from pimpasa.regions.gazetteer import Place, gazetteer
from pimpasa.regions.queries import NearbyOffice, Office, ServingOffice, nearby_offices, office_book, serving_office
from pimpasa.regions.sheets.sheet import OfficeSheet, sheet_of

from .journey import Journey
from .offices import office_of


@dataclass(frozen=True)
class Where:
    """`office` is the one the answer speaks of: chosen by the person, else the one serving the village."""

    village: Place | None = None
    serving: ServingOffice | None = None
    office: Office | None = None
    sheet: OfficeSheet | None = None
    nearby: tuple[NearbyOffice, ...] = ()
    candidates: tuple[Place, ...] = ()
    query: str = ""
    unknown_office: bool = False
    unknown_village: bool = False

    @property
    def rules_office(self) -> RulesOffice | None:
        """What the office's own sheet says about the books it issues goes before the national list."""
        office = office_of(self.office.code) if self.office else None
        since = self.sheet.electronic_only_since if self.sheet else None
        if office is None or self.sheet is None or since is None or since > self.sheet.on:
            return office
        return replace(office, states="electronic_only")

    @property
    def is_serving(self) -> bool:
        return self.serving is not None and self.serving.office is self.office


def where_to_go(journey: Journey, day: date) -> Where:
    """A code that is not known is not guessed at: the page says so and offers to choose again."""
    village = gazetteer().place(journey.village) if journey.village else None
    serving = serving_office(village.code) if village else None
    chosen = office_book().offices.get(journey.office) if journey.office else None
    office = chosen or (serving.office if serving else None)
    near = nearby_offices(village.code, 4, frozenset({office.code} if office else ())) if village else []
    query = journey.village_query
    candidates = gazetteer().find(query, 8) if query and not village else []
    return Where(
        village=village,
        serving=serving,
        office=office,
        sheet=sheet_of(office.code, day) if office else None,
        nearby=tuple(near),
        candidates=tuple(candidates),
        query=query,
        unknown_office=bool(journey.office) and chosen is None,
        unknown_village=bool(journey.village) and village is None,
    )
