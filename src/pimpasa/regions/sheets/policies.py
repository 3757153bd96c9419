from pimpasa.foundation.access import STAFF, Action

SEE_SHEETS = Action("regions.see_sheets", frozenset({STAFF}))
ENTER_STATEMENT = Action("regions.enter_statement", frozenset({STAFF}))
WITHDRAW_STATEMENT = Action("regions.withdraw_statement", frozenset({STAFF}))
