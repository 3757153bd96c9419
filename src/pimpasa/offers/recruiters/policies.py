from pimpasa.foundation.access import Action
from pimpasa.foundation.roles import Role

OFFICE = frozenset({Role.OFFICE_STAFF, Role.OFFICE_HEAD})

FILE_RECRUITER = Action("offers.file_recruiter", OFFICE | {Role.VILLAGE_AGENT, Role.OFFICER})
# The agent of a village may be the broker: what an agent files waits for somebody who answers to the office.
CONFIRM_FILING = Action("offers.confirm_filing", OFFICE | {Role.OFFICER})
SEE_SIGNALS = Action("offers.see_recruiter_signals", frozenset({Role.OFFICE_HEAD, Role.REGIONAL_OFFICE}))
PASS_SIGNAL = Action("offers.pass_recruiter_signal", frozenset({Role.REGIONAL_OFFICE}))
# Whoever may open the pages at all.
SEE_RECRUITERS = Action("offers.see_recruiters", FILE_RECRUITER.roles | SEE_SIGNALS.roles)
