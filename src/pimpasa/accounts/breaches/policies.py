from pimpasa.foundation.access import Action
from pimpasa.foundation.roles import Role

SEE_BREACHES = Action("breaches.see", frozenset({Role.ADMINISTRATOR, Role.AUDITOR}))
KEEP_BREACHES = Action("breaches.keep", frozenset({Role.ADMINISTRATOR}))
