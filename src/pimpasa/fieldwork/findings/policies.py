from pimpasa.foundation.access import Action
from pimpasa.foundation.roles import Role

SEND_FINDING = Action("fieldwork.send_finding", frozenset({Role.VILLAGE_AGENT, Role.OFFICER}))

# Each action names one role, so that what a finding hides from a role is hidden even from a person with two postings.
READ_AS_OFFICER = Action("fieldwork.read_findings_as_officer", frozenset({Role.OFFICER}))
READ_AS_HEAD = Action("fieldwork.read_findings_as_head", frozenset({Role.OFFICE_HEAD}))
READ_AS_STAFF = Action("fieldwork.read_findings_as_staff", frozenset({Role.OFFICE_STAFF}))
READ_AS_REGION = Action("fieldwork.read_findings_as_region", frozenset({Role.REGIONAL_OFFICE}))

READERS = frozenset({Role.OFFICER, Role.OFFICE_HEAD, Role.OFFICE_STAFF, Role.REGIONAL_OFFICE})
ACT_ON_FINDING = Action("fieldwork.act_on_finding", READERS)
SEE_FINDINGS = Action("fieldwork.see_findings", READERS | {Role.VILLAGE_AGENT})
