from pimpasa.fieldwork.activities.policies import SEE_ACTIVITIES
from pimpasa.foundation.access import Action
from pimpasa.foundation.roles import VILLAGE_ROLES

# Those who stand before a village: agents and officers.
TAKE_TEST = Action("learning.take_test", VILLAGE_ROLES)
# Who learned what is a matter of names; an analyst works with numbers.
SEE_TRAINED = Action("learning.see_trained", SEE_ACTIVITIES.roles)
