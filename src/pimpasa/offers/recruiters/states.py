from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from pimpasa.foundation.clocks import Limit, State, StateTable
from pimpasa.foundation.roles import Role

NEW, WORKED, PASSED, CLOSED, WITHDRAWN = "new", "being_worked", "passed", "closed", "withdrawn"
OPEN = (NEW, WORKED, PASSED)
# While nobody has passed it on, a signal holds exactly what links it today.
FOLLOWS_LINKS = (NEW, WORKED)
HEADS = (Role.OFFICE_HEAD.value, Role.REGIONAL_OFFICE.value)
REGION = (Role.REGIONAL_OFFICE.value,)

# What a person does to bring a signal there.
STEP_WORDS = {
    WORKED: gettext_lazy("Mulai tangani"),
    PASSED: gettext_lazy("Catat bahwa sudah diteruskan"),
    CLOSED: gettext_lazy("Tutup sinyal"),
}

SIGNAL_STATES = StateTable(
    "recruiter-signal",
    "Sinyal perekrut",
    (
        State(NEW, _("baru"), _("kepala kantor mulai menangani"), (WORKED, CLOSED, WITHDRAWN), Limit(72, 24, HEADS)),
        State(
            WORKED,
            _("sedang ditangani"),
            _("hasil, atau diteruskan kantor wilayah"),
            (PASSED, CLOSED, WITHDRAWN),
            Limit(336, 72, REGION),
        ),
        State(
            PASSED,
            _("diteruskan kantor wilayah kepada yang berwenang"),
            _("kabar dari yang menerima"),
            (CLOSED, WITHDRAWN),
            Limit(720, 168, REGION),
        ),
        # A new filing about a closed matter opens it again.
        State(CLOSED, _("ditutup"), "", (NEW,)),
        State(WITHDRAWN, _("ditarik: kaitannya tidak cukup lagi"), ""),
    ),
)
