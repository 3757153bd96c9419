"""What one evening taught, for the page of whoever held it."""

from dataclasses import dataclass

from pimpasa.learning.figures.evenings import evenings_of
from pimpasa.learning.figures.pool import Pool
from pimpasa.learning.figures.release import EVERYTHING, OUTSIDE
from pimpasa.learning.figures.showing import ShownGain
from pimpasa.learning.sessions.models import SessionKit
from pimpasa.learning.sessions.states import Phase


@dataclass(frozen=True)
class EveningFigures:
    """`later` is from before the evening to weeks after it."""

    whole: ShownGain
    later: ShownGain


def figures_of(kit: SessionKit, *, hides_small: bool = False) -> EveningFigures:
    """A fixed number of queries. `hides_small`: for readers who do not work in the village."""
    pool = Pool(evenings_of(SessionKit.objects.filter(pk=kit.pk)), OUTSIDE if hides_small else EVERYTHING)
    return EveningFigures(ShownGain(pool.gain()), ShownGain(pool.gain(Phase.LATER)))
