from django.utils.translation import gettext_noop as _

from pimpasa.foundation.clocks import Limit, State, StateTable
from pimpasa.foundation.roles import Role

FOUND, TOLD, CLOSED = "found", "told", "closed"
# Those affected and the supervisor are told in writing within 3 x 24 hours (UU 27/2022, article 46).
HOURS = 72

BREACH_STATES = StateTable(
    "breach",
    "Kebocoran data",
    (
        State(
            FOUND, _("ditemukan"), _("pemberitahuan"), (TOLD, CLOSED), Limit(HOURS, HOURS, (Role.ADMINISTRATOR.value,))
        ),
        State(TOLD, _("sudah diberitahukan"), _("penyelesaian"), (CLOSED,)),
        State(CLOSED, _("selesai"), ""),
    ),
)
