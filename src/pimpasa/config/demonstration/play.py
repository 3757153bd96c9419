"""The whole network, scene by scene, in a ledger that is still to be written."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pimpasa.config.demonstration.activities import log_year
from pimpasa.config.demonstration.bridge import ask_people
from pimpasa.config.demonstration.dice import SEED, Dice
from pimpasa.config.demonstration.evenings import hold_evenings
from pimpasa.config.demonstration.findings import send_findings
from pimpasa.config.demonstration.ledger import Ledger
from pimpasa.config.demonstration.lists import send_list
from pimpasa.config.demonstration.officers import assign_officers, inaugurate_officers
from pimpasa.config.demonstration.people import cast_agents, cast_people
from pimpasa.config.demonstration.pictures import add_pictures
from pimpasa.config.demonstration.places import read_places
from pimpasa.config.demonstration.replies import keep_replies, propose_answers
from pimpasa.config.demonstration.stage import Stage
from pimpasa.config.demonstration.villages import bring_villages, record_decrees


@dataclass(frozen=True)
class Play:
    """What to write: rows into tables, and files by the key of their record."""

    ledger: Ledger
    files: dict[UUID, bytes]


def rehearse(today: date, seed: int = SEED) -> Play:
    """Reads the reference data and writes nothing."""
    dice = Dice(seed)
    ledger = Ledger(dice)
    stage = Stage(today, dice, ledger, read_places())
    casting = cast_people(stage)
    decrees = record_decrees(stage)
    bring_villages(stage, decrees)
    inaugurate_officers(casting, decrees)
    assign_officers(stage)
    cast_agents(casting)
    activities = log_year(stage)
    send_findings(stage)
    send_list(stage)
    ask_people(stage)
    keep_replies(stage)
    propose_answers(stage)
    pictures = add_pictures(stage, activities)
    hold_evenings(stage)
    return Play(ledger, pictures)
