from pimpasa.foundation.access import Action
from pimpasa.foundation.roles import HEADS

SEE_JURISDICTIONS = Action("regions.see_jurisdictions", HEADS)
DECIDE_JURISDICTION = Action("regions.decide_jurisdiction", HEADS)
