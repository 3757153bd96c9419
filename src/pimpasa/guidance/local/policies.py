"""Who proposes an answer for one's area, and who lets it speak to everybody there."""

from pimpasa.foundation.access import Action
from pimpasa.foundation.roles import Role

OFFICE = frozenset({Role.OFFICE_STAFF, Role.OFFICE_HEAD, Role.REGIONAL_OFFICE})

SEE_LOCAL_ANSWERS = Action("guidance.see_local_answers", OFFICE | {Role.OFFICER})
PROPOSE_LOCAL_ANSWER = Action("guidance.propose_local_answer", OFFICE | {Role.OFFICER})
REVIEW_LOCAL_ANSWER = Action("guidance.review_local_answer", OFFICE)
