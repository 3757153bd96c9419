"""Each action of the register and the roles that may do it."""

from pimpasa.foundation.access import Action
from pimpasa.foundation.roles import HEADS, Role

EVERYONE = frozenset(Role)
STAFF_AND_HEADS = HEADS | {Role.OFFICE_STAFF}
WATCHERS = frozenset({Role.ANALYST, Role.AUDITOR})
# Village agents see their own village and who serves it, but no decrees, imports or national figures.
BEYOND_THE_VILLAGE = EVERYONE - {Role.VILLAGE_AGENT}

SEE_VILLAGES = Action("fieldwork.see_villages", EVERYONE)
SEE_OFFICERS = Action("fieldwork.see_officers", EVERYONE)
SEE_ASSIGNMENTS = Action("fieldwork.see_assignments", EVERYONE)
SEE_DECREES = Action("fieldwork.see_decrees", BEYOND_THE_VILLAGE)
SEE_INAUGURATIONS = Action("fieldwork.see_inaugurations", BEYOND_THE_VILLAGE)
SEE_NATIONAL_REGISTER = Action("fieldwork.see_national_register", BEYOND_THE_VILLAGE)

RECORD_DECREE = Action("fieldwork.record_decree", STAFF_AND_HEADS)
PROPOSE_VILLAGE = Action("fieldwork.propose_village", STAFF_AND_HEADS)
DESCRIBE_VILLAGE = Action("fieldwork.describe_village", STAFF_AND_HEADS | {Role.OFFICER})
AGREE_VILLAGE = Action("fieldwork.agree_village", STAFF_AND_HEADS)
# What the decree decides, the head decides here.
MOVE_VILLAGE = Action("fieldwork.move_village", HEADS)
KEEP_PROGRAMMES = Action("fieldwork.keep_programmes", STAFF_AND_HEADS)

RECORD_OFFICER = Action("fieldwork.record_officer", STAFF_AND_HEADS)
WITHDRAW_OFFICER = Action("fieldwork.withdraw_officer", HEADS)
RECORD_INAUGURATION = Action("fieldwork.record_inauguration", STAFF_AND_HEADS)
PRINT_CERTIFICATE = Action("fieldwork.print_certificate", STAFF_AND_HEADS)
ASSIGN = Action("fieldwork.assign", STAFF_AND_HEADS)

IMPORT = Action("fieldwork.import", STAFF_AND_HEADS)
RESOLVE_DOUBTS = Action("fieldwork.resolve_doubts", STAFF_AND_HEADS)
