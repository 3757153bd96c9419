"""What every scene needs: the day, the dice, the places, the people so far, and the ledger that takes the rows."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from pimpasa.accounts.models import User
from pimpasa.config.demonstration.dice import Dice
from pimpasa.config.demonstration.ledger import Ledger
from pimpasa.config.demonstration.places import Places, Site
from pimpasa.fieldwork.register.models import Assignment, AssistedVillage, Officer

# The offices on which the stories lean; each is in the reference data and has reported villages.
MAIN, HAND_OVER, LEAVE, RUNNING_OUT = "kanim-surabaya", "kanim-karawang", "kanim-agam", "kanim-mataram"
UNSERVED = (MAIN, "kanim-sampit", "kanim-kupang")
HELPED = "kanim-madiun"


@dataclass
class Stage:
    today: date
    dice: Dice
    ledger: Ledger
    places: Places
    administrator: User = field(init=False)
    regional: dict[str, User] = field(default_factory=dict)
    heads: dict[str, User] = field(default_factory=dict)
    agents: dict[str, User] = field(default_factory=dict)
    officers: dict[str, list[Officer]] = field(default_factory=dict)
    villages: dict[str, AssistedVillage] = field(default_factory=dict)
    # The day on which a village ended.
    ended: dict[str, date] = field(default_factory=dict)
    assignments: list[Assignment] = field(default_factory=list)

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def is_tried(self, assignment: Assignment) -> bool:
        """Whether it is that of the officer whom visitors may try, who should find something to do."""
        return assignment.officer == self.officers[MAIN][0]

    def keeper(self, site: Site) -> User:
        """Who keeps the register there: the head where the working area is confirmed, else the regional office."""
        return self.heads[site.office.pk] if site.confirmed else self.regional[site.province]
