"""The roles of the programme. They stand here, below every part, because each part's policies name them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    VILLAGE_AGENT = "village_agent", _("agen desa")
    OFFICER = "officer", _("Pimpasa")
    OFFICE_STAFF = "office_staff", _("petugas kantor imigrasi")
    OFFICE_HEAD = "office_head", _("kepala kantor imigrasi")
    REGIONAL_OFFICE = "regional_office", _("kantor wilayah")
    ANALYST = "analyst", _("analis kementerian")
    AUDITOR = "auditor", _("auditor")
    ADMINISTRATOR = "administrator", _("pengelola")


# What a posting in the role is bound to: one village, one office, or a province or the whole country.
VILLAGE_ROLES = frozenset({Role.VILLAGE_AGENT, Role.OFFICER})
OFFICE_ROLES = frozenset({Role.OFFICE_STAFF, Role.OFFICE_HEAD})
REGION_ROLES = frozenset({Role.REGIONAL_OFFICE, Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR})
# From officer upward a password alone is not enough.
SECOND_FACTOR_ROLES = frozenset(Role) - {Role.VILLAGE_AGENT}
# Those who answer for people and places: of one office, of a province, of the installation.
HEADS = frozenset({Role.OFFICE_HEAD, Role.REGIONAL_OFFICE, Role.ADMINISTRATOR})
