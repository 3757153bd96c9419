from pimpasa.foundation.access import Action
from pimpasa.foundation.roles import Role

WRITERS = frozenset({Role.OFFICER, Role.OFFICE_STAFF, Role.OFFICE_HEAD})
WATCHERS = frozenset({Role.REGIONAL_OFFICE, Role.ADMINISTRATOR})

LOG_ACTIVITY = Action("fieldwork.log_activity", WRITERS)
# Village agents read what was done in their village. Analysts work with figures, never with single records.
SEE_ACTIVITIES = Action("fieldwork.see_activities", WRITERS | WATCHERS | {Role.VILLAGE_AGENT, Role.AUDITOR})
# Pictures show people: only those who make or oversee the record open them.
SEE_PHOTOS = Action("fieldwork.see_activity_photos", WRITERS | WATCHERS)
