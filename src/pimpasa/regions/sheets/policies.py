from pimpasa.foundation.access import Action
from pimpasa.foundation.roles import HEADS, Role

STAFF_AND_HEADS = HEADS | {Role.OFFICE_STAFF}

SEE_SHEETS = Action("regions.see_sheets", STAFF_AND_HEADS)
ENTER_STATEMENT = Action("regions.enter_statement", STAFF_AND_HEADS)
WITHDRAW_STATEMENT = Action("regions.withdraw_statement", STAFF_AND_HEADS)
