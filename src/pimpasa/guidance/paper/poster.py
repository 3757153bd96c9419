"""The poster of a village: where to ask, where to call, and what nobody honest asks for."""

from datetime import date

from pimpasa.foundation.content import load_library
from pimpasa.foundation.content.helplines import Helpline
from pimpasa.foundation.rules import Fact
from pimpasa.foundation.ui.words import month, say
from pimpasa.regions.gazetteer import Place
from pimpasa.regions.queries import serving_office

from .choices import chosen
from .places import office, village
from .shown import Data, plain_fact


def poster_data(place: Place, day: date) -> Data:
    serving = serving_office(place.code)
    choice = chosen("poster")
    return {
        "village": village(place),
        "office": office(serving.office, day, not serving.confirmed) if serving else None,
        "helplines": helplines(),
        "never_asked": [plain_fact(fact) for fact in facts_in_force(choice["guide"], choice["never_asked"], day)],
    }


def helplines() -> list[Data]:
    """The national numbers not withdrawn, each with the month in which a source last showed it."""
    return [_helpline(line) for line in load_library().helplines if line.withdrawn_on is None]


def _helpline(line: Helpline) -> Data:
    about = say(line.about)
    # Where only the year is known, the words about the number say so; a month would be made up.
    seen = "" if "Terakhir dilihat" in about else month(line.last_seen)
    return {"number": line.number, "name": say(line.name), "about": about, "seen": seen}


def facts_in_force(guide_id: str, names: list[str], day: date) -> list[Fact]:
    """Those of the named facts that hold on the day; what has ended is not printed."""
    known = load_library().guides[guide_id].by_id
    return [known[name] for name in names if known[name].period.covers(day)]
