"""Who may be chosen to read a question, from the nearest to the farthest, and the role that reads at each level."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pimpasa.foundation.roles import Role

from .states import WITH_AGENT, WITH_OFFICE, WITH_OFFICER, WITH_REGION


class Level(models.TextChoices):
    AGENT = "agent", _("agen desa")
    OFFICER = "officer", _("Pimpasa (petugas imigrasi pembina desa)")
    OFFICE = "office", _("kantor imigrasi")
    # Nobody chooses it: it reads what nobody nearer can.
    REGION = "region", _("kantor wilayah")


STATE_OF = {
    Level.AGENT.value: WITH_AGENT,
    Level.OFFICER.value: WITH_OFFICER,
    Level.OFFICE.value: WITH_OFFICE,
    Level.REGION.value: WITH_REGION,
}
LEVEL_OF = {state: level for level, state in STATE_OF.items()}
CHOICES = (Level.AGENT, Level.OFFICER, Level.OFFICE)
PRIVATE_CHOICES = (Level.OFFICER, Level.OFFICE)
ROLES_OF = {
    Level.AGENT.value: frozenset({Role.VILLAGE_AGENT}),
    Level.OFFICER.value: frozenset({Role.OFFICER}),
    Level.OFFICE.value: frozenset({Role.OFFICE_STAFF, Role.OFFICE_HEAD}),
    Level.REGION.value: frozenset({Role.REGIONAL_OFFICE}),
}


def from_level_up(level: str) -> list[str]:
    """The level and those beyond it."""
    levels = list(STATE_OF)
    return levels[levels.index(level) :]
