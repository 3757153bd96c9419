"""What this part adds to the list of those whom a leak could hurt (see accounts.breaches).

Protects senders: signs of trafficking are told as the office that must look, never as a village or a number.
"""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from pimpasa.accounts.access import confirmed_regencies, scope_of
from pimpasa.accounts.breaches.affected import Affected, Incident, office_over, ways_to
from pimpasa.accounts.models import Posting, User
from pimpasa.fieldwork.findings.models import TRAFFICKING, Finding
from pimpasa.fieldwork.findings.states import FINDING_STATES
from pimpasa.fieldwork.register.models import Officer


def faces(incident: Incident, people: list[User]) -> Iterable[Affected]:
    """Officers whose picture is held: all of them where pictures leaked, else those among the people."""
    officers = Officer.objects.filter(photo__isnull=False, user__erasure__isnull=True).select_related("user")
    if incident.reach not in ("photos", "backup"):
        officers = officers.filter(user__in=people)
    ways = ways_to([officer.user for officer in officers], incident)
    for officer in officers:
        yield Affected("person", officer.printed_name, officer.user.username, _("foto wajah"), ways[officer.user_id])


def open_matters(incident: Incident, people: list[User]) -> Iterable[Affected]:
    """The offices in whose area signs of trafficking were open in that time, and could have been read."""
    if incident.reach == "photos":
        return
    through = _("kepala kantor itu, tatap muka; pesan tidak menyebut perkara atau desa")
    villages = _open_then(incident).filter(_readable(incident)).values_list("village", flat=True).distinct()
    for office in sorted({office_over(code) for code in villages}):
        yield Affected("office", office, "", _("perkara terbuka dalam wilayahnya"), through)


def _open_then(incident: Incident) -> QuerySet[Finding]:
    sent = Finding.objects.filter(TRAFFICKING, sent_at__lte=incident.until)
    return sent.filter(Q(state__in=FINDING_STATES.open_keys) | Q(state_since__gte=incident.since))


def _readable(incident: Incident) -> Q:
    """One account reads in the places of its postings, an office in its regencies; else nothing is left out."""
    if incident.reach == "account":
        period = Posting.objects.overlapping(localdate(incident.since), localdate(incident.until))
        held = period.filter(user__username=incident.username).select_related("area", "office")
        return scope_of(list(held)).condition("village__code")
    if incident.reach == "office":
        inside = Q(pk__in=[])
        for regency in confirmed_regencies(frozenset({incident.office_code})):
            inside |= Q(village__code__startswith=regency + ".")
        return inside
    return Q()
