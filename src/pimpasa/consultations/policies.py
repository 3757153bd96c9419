from pimpasa.foundation.access import Action
from pimpasa.foundation.roles import Role

from .levels import ROLES_OF, Level

# Each names the role of one level, so that what passes by a role stays hidden from a person with two postings.
READ_AS = {level.value: Action(f"consultations.read_as_{level.value}", ROLES_OF[level.value]) for level in Level}
READERS = frozenset[str]().union(*ROLES_OF.values())

SEE_CONSULTATIONS = Action("consultations.see", READERS)
ANSWER = Action("consultations.answer", READERS)
ASK_FOR_NEIGHBOUR = Action("consultations.ask_for_neighbour", frozenset({Role.VILLAGE_AGENT, Role.OFFICER}))
SEE_PRIVATE_NOTES = Action("consultations.see_private_notes", READERS - {Role.VILLAGE_AGENT})
REPORT_ABUSE = Action("consultations.report_abuse", READERS)
REVIEW_ABUSE = Action("consultations.review_abuse", frozenset({Role.OFFICE_HEAD, Role.REGIONAL_OFFICE}))
KEEP_SAVED_REPLIES = Action(
    "consultations.keep_saved_replies", frozenset({Role.OFFICE_STAFF, Role.OFFICE_HEAD, Role.REGIONAL_OFFICE})
)
# A shared reply is offered to everybody in the country.
SHARE_SAVED_REPLIES = Action("consultations.share_saved_replies", frozenset({Role.REGIONAL_OFFICE}))
