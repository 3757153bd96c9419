from django.utils.translation import gettext_noop as _

from pimpasa.foundation.clocks import Limit, State, StateTable
from pimpasa.foundation.roles import Role

SUBMITTED, RETURNED, VERIFIED = "submitted", "returned", "verified"
HANDLED, CLOSED, REJECTED = "being_handled", "closed", "rejected"
HEADS = (Role.OFFICE_HEAD.value,)

FINDING_STATES = StateTable(
    "finding",
    "Temuan",
    (
        State(SUBMITTED, _("dikirim"), _("pemeriksaan"), (VERIFIED, RETURNED, REJECTED), Limit(48, 6, HEADS)),
        State(RETURNED, _("dikembalikan untuk dilengkapi"), _("pengirim melengkapi"), (SUBMITTED, REJECTED)),
        State(VERIFIED, _("sudah diperiksa"), _("penanganan"), (HANDLED, REJECTED), Limit(72, 6, HEADS)),
        State(HANDLED, _("sedang ditangani"), _("hasil penanganan"), (CLOSED,)),
        State(CLOSED, _("selesai"), ""),
        State(REJECTED, _("ditolak"), ""),
    ),
)
