"""Which of an answer's warnings come first where there is no room for all: chosen in `content/paper/leaflet.yaml`."""

from pimpasa.foundation.rules import Fact

from .answers import Answer
from .paper.choices import chosen


def important_warnings(answer: Answer) -> list[Fact]:
    """All warnings; those that cost people most first, the rest in the order of the page."""
    rank = {about: place for place, about in enumerate(chosen("leaflet")["warnings_first"])}
    return sorted(answer.warnings, key=lambda fact: rank.get(fact.about, len(rank)))
