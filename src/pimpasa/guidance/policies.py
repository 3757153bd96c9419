"""Each action of this part and the roles that may do it."""

from pimpasa.foundation.access import STAFF, Action

SEE_REPORTS = Action("guidance.see_reports", frozenset({STAFF}))
RESOLVE_REPORT = Action("guidance.resolve_report", frozenset({STAFF}))
