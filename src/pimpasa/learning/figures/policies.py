from pimpasa.foundation.access import Action
from pimpasa.foundation.roles import REGION_ROLES
from pimpasa.learning.sessions.policies import SEE_SESSIONS

# Analysts work with figures, never with a single evening.
SEE_FIGURES = Action("learning.see_figures", SEE_SESSIONS.roles | REGION_ROLES)
