"""Each action of this part and the roles that may do it."""

from pimpasa.foundation.access import Action
from pimpasa.foundation.roles import HEADS, REGION_ROLES, Role

EVERYONE = frozenset(Role)

SEE_STAFF_HOME = Action("accounts.see_staff_home", EVERYONE)
SEE_PEOPLE = Action("accounts.see_people", HEADS | {Role.OFFICE_STAFF})
INVITE = Action("accounts.invite", HEADS)
# Two people; one may be staff of the office, as many offices have a single head (see `restoring`).
RESTORE_SECOND_FACTOR = Action("accounts.restore_second_factor", HEADS | {Role.OFFICE_STAFF})
RESTORE_AS_HEAD = Action("accounts.restore_as_head", HEADS)
# One head: the second factor still stands between the link and the account.
RESTORE_PASSWORD = Action("accounts.restore_password", HEADS)

# Who may post whom, and end it: the place of the new posting must lie within one of the giver's own.
GRANT_VILLAGE_ROLE = Action("accounts.grant_village_role", HEADS | {Role.OFFICE_STAFF})
GRANT_OFFICE_STAFF = Action("accounts.grant_office_staff", HEADS)
GRANT_OFFICE_HEAD = Action("accounts.grant_office_head", HEADS - {Role.OFFICE_HEAD})
GRANT_REGION_ROLE = Action("accounts.grant_region_role", frozenset({Role.ADMINISTRATOR}))

GRANT: dict[str, Action] = {
    Role.VILLAGE_AGENT: GRANT_VILLAGE_ROLE,
    Role.OFFICER: GRANT_VILLAGE_ROLE,
    Role.OFFICE_STAFF: GRANT_OFFICE_STAFF,
    Role.OFFICE_HEAD: GRANT_OFFICE_HEAD,
    **dict.fromkeys(REGION_ROLES, GRANT_REGION_ROLE),
}
