"""Who may ask what of the work: everyone of the service their own recap, nobody of the village."""

from pimpasa.foundation.access import Action
from pimpasa.foundation.roles import OFFICE_ROLES, REGION_ROLES, Role

SEE_RECAPS = Action("insight.see_recaps", frozenset({Role.OFFICER}) | OFFICE_ROLES | REGION_ROLES)
# One for each way to reach a recap, so that role and place always come from one posting.
SEE_OWN_RECAP = Action("insight.see_own_recap", frozenset({Role.OFFICER}))
SEE_OFFICE_RECAPS = Action("insight.see_office_recaps", OFFICE_ROLES)
SEE_REGIONAL_RECAPS = Action("insight.see_regional_recaps", frozenset({Role.REGIONAL_OFFICE}))
SEE_NATIONAL_RECAPS = Action("insight.see_national_recaps", REGION_ROLES - {Role.REGIONAL_OFFICE})

# What waits for whom; village agents see only what was sent back to them.
SEE_DUE = Action("insight.see_due", frozenset({Role.VILLAGE_AGENT, Role.OFFICER, Role.REGIONAL_OFFICE}) | OFFICE_ROLES)
PRINT_PLAN = Action("insight.print_plan", SEE_DUE.roles - {Role.VILLAGE_AGENT})
# A village's whole history belongs to those who serve it and to its office.
HAND_OVER = Action("insight.hand_over", frozenset({Role.OFFICER}) | OFFICE_ROLES)
