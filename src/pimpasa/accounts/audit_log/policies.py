from pimpasa.foundation.access import Action
from pimpasa.foundation.roles import Role

# Entries name people of the whole country, so only a posting for the whole country opens them.
SEE_AUDIT = Action("audit.see", frozenset({Role.AUDITOR, Role.ADMINISTRATOR}))
