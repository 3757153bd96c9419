"""Each action of this part and the roles that may do it."""

from pimpasa.foundation.access import STAFF, Action

SEE_STAFF_HOME = Action("accounts.see_staff_home", frozenset({STAFF}))
