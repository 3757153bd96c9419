from pimpasa.foundation.access import Action
from pimpasa.foundation.roles import Role

SEE_CHANNELS = Action("channels.see_channels", frozenset({Role.ADMINISTRATOR, Role.AUDITOR}))
KEEP_CHANNELS = Action("channels.keep_channels", frozenset({Role.ADMINISTRATOR}))
SIMULATE = Action("channels.simulate", frozenset({Role.ADMINISTRATOR}))
