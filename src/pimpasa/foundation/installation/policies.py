from pimpasa.foundation.access import Action
from pimpasa.foundation.roles import Role

# Auditors see how long things are kept; changing it is for those who run the site.
SEE_INSTALLATION = Action("installation.see", frozenset({Role.ADMINISTRATOR, Role.AUDITOR}))
CHANGE_INSTALLATION = Action("installation.change", frozenset({Role.ADMINISTRATOR}))
