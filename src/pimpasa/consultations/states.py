"""The way of a question. Whose turn it is is the state itself, so that each reader has a clock of their own.

An urgent question has six hours with whoever has it, counted from when it was asked. When the asker is waited for,
the thread closes by itself after two weeks: nobody has to come back to close it.
"""

from django.utils.translation import gettext_noop as _

from pimpasa.foundation.clocks import Limit, State, StateTable
from pimpasa.foundation.roles import Role

ASKED, WITH_AGENT, WITH_OFFICER = "asked", "with_agent", "with_officer"
WITH_OFFICE, WITH_REGION = "with_office", "with_region"
ASKED_BACK, ANSWERED, CLOSED, MERGED = "asked_back", "answered", "closed", "merged"
READING = (WITH_AGENT, WITH_OFFICER, WITH_OFFICE, WITH_REGION)
WAITS_FOR_ASKER = (ASKED_BACK, ANSWERED)
OVER = (CLOSED, MERGED)
URGENT_HOURS = 6
TWO_WEEKS = Limit(14 * 24, 14 * 24, ())

HEADS = (Role.OFFICE_HEAD.value,)
REGION = (Role.REGIONAL_OFFICE.value,)
_PASS = (*READING, ASKED_BACK, ANSWERED, CLOSED, MERGED)


def _reading(state: str, label: str, hours: int, tells: tuple[str, ...]) -> State:
    return State(state, label, _("jawaban"), _PASS, Limit(hours, URGENT_HOURS, tells))


CONSULTATION_STATES = StateTable(
    "consultation",
    "Tanya orang",
    (
        State(ASKED, _("belum dipilih pembacanya"), _("penanya memilih pembaca"), (*READING, CLOSED)),
        _reading(WITH_AGENT, _("di agen desa"), 24, (Role.OFFICER.value, *HEADS)),
        _reading(WITH_OFFICER, _("di Pimpasa"), 48, HEADS),
        _reading(WITH_OFFICE, _("di kantor imigrasi"), 72, (*HEADS, *REGION)),
        _reading(WITH_REGION, _("di kantor wilayah"), 72, REGION),
        State(ASKED_BACK, _("menunggu jawaban penanya"), _("jawaban penanya"), (*READING, ANSWERED, CLOSED), TWO_WEEKS),
        State(ANSWERED, _("sudah dijawab"), _("penanya membaca"), (*READING, CLOSED, MERGED), TWO_WEEKS),
        State(CLOSED, _("selesai"), "", READING),
        State(MERGED, _("digabung dengan pertanyaan lain"), ""),
    ),
)
