"""Each action of this part and the roles that may do it."""

from pimpasa.foundation.access import Action
from pimpasa.foundation.roles import HEADS, Role

READERS = HEADS | {Role.OFFICE_STAFF, Role.ANALYST}

SEE_REPORTS = Action("guidance.see_reports", READERS)
RESOLVE_REPORT = Action("guidance.resolve_report", READERS)
