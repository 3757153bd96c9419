from pimpasa.fieldwork.activities.policies import SEE_ACTIVITIES, WRITERS
from pimpasa.foundation.access import Action
from pimpasa.foundation.roles import Role

# An agent holds an evening alone too; that it becomes an activity of the log is the officer's word (LOG_ACTIVITY).
RUN_SESSION = Action("learning.run_session", WRITERS | {Role.VILLAGE_AGENT})
SEE_SESSIONS = Action("learning.see_sessions", SEE_ACTIVITIES.roles)
