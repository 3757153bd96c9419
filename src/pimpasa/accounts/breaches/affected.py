"""Who could be hurt by a leak, and through whom each is told safely. Config lists what other parts add (AFFECTED).

Protects senders of findings: nobody who reads no findings learns here of one, so matters in villages are told as
the offices that must look, and no message may ever name a matter.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from pimpasa.accounts.access import confirmed_regencies
from pimpasa.accounts.models import OpenSession, Posting, User
from pimpasa.accounts.people import people_visible_to
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.roles import Role
from pimpasa.regions.queries import serving_office


@dataclass(frozen=True)
class Incident:
    """When data could be read, and how far: reach is one of BreachReport.Reach."""

    since: datetime
    until: datetime
    reach: str = "sessions"
    username: str = ""
    office_code: str = ""


@dataclass(frozen=True)
class Affected:
    """A person, or an office with matters of its own: what could be read, and through whom to tell."""

    kind: Literal["person", "office"]
    name: str
    username: str
    held: str
    through: str


def affected_by(incident: Incident) -> list[Affected]:
    people = list(_people(incident).order_by("username"))
    return [*_accounts(people, incident), *_further(incident, people)]


def _further(incident: Incident, people: list[User]) -> list[Affected]:
    return [one for path in settings.AFFECTED for one in import_string(path)(incident, people)]


def _people(incident: Incident) -> QuerySet[User]:
    known = User.objects.filter(erasure__isnull=True, joined_at__lte=incident.until)
    if incident.reach == "backup":
        return known
    if incident.reach == "account":
        return known.filter(pk__in=_within_reach_of(incident.username))
    if incident.reach == "office":
        return known.filter(pk__in=_posted_under(incident))
    if incident.reach == "photos":
        return known.none()
    return known.filter(pk__in=_active_in(incident))


def _within_reach_of(username: str) -> list[UUID]:
    """Whoever held the account could read of the people that its owner sees."""
    owner = User.objects.get(username=username)
    return [owner.pk, *people_visible_to(owner).values_list("pk", flat=True)]


def _posted_under(incident: Incident) -> QuerySet[Posting, UUID]:
    regencies = confirmed_regencies(frozenset({incident.office_code}))
    here = Q(office=incident.office_code)
    for regency in regencies:
        here |= Q(area__code__startswith=regency + ".")
    period = Posting.objects.overlapping(localdate(incident.since), localdate(incident.until))
    return period.filter(here).values_list("user", flat=True)


def _active_in(incident: Incident) -> set[UUID]:
    """Signed in, or acting, in that time. A session that has ended leaves only its deeds and the last sign-in."""
    moments = (incident.since, incident.until)
    signed_in = User.objects.filter(last_login__range=moments).values_list("pk", flat=True)
    living = OpenSession.objects.filter(signed_in_at__lte=incident.until).values_list("user", flat=True)
    deeds = AuditEntry.objects.filter(recorded_at__range=moments, actor__isnull=False)
    return {*signed_in, *living, *deeds.values_list("actor", flat=True)}


def _accounts(people: list[User], incident: Incident) -> Iterable[Affected]:
    ways = ways_to(people, incident)
    for user in people:
        yield Affected("person", user.display_name, user.username, _("nama, surel, tugas"), ways[user.pk])


def ways_to(people: Iterable[User], incident: Incident) -> dict[object, str]:
    """Through whom each is told, by the posting held last: never straight to a village, never by naming a matter."""
    last: dict[object, Posting] = {}
    rows = Posting.objects.filter(user__in=people, starts_on__lte=localdate(incident.until))
    for posting in rows.select_related("office").order_by("starts_on", "id"):
        last[posting.user_id] = posting
    return {user.pk: _way(last.get(user.pk)) for user in people}


def _way(posting: Posting | None) -> str:
    if posting is None:
        return _("narahubung data situs ini, tatap muka atau telepon")
    if posting.area_id and posting.role in (Role.VILLAGE_AGENT, Role.OFFICER):
        return _("kepala %s, tatap muka") % office_over(posting.area_id)
    if posting.office and posting.role == Role.OFFICE_STAFF:
        return _("kepala %s, tatap muka") % posting.office.name
    if posting.office:
        return _("kantor wilayah di atas %s, telepon") % posting.office.name
    return _("narahubung data situs ini, tatap muka atau telepon")


def office_over(code: str) -> str:
    """The office that serves the place; one that is only inferred says so."""
    found = serving_office(code)
    if found is None:
        return _("kantor imigrasi yang melayani wilayah itu")
    return found.office.name if found.confirmed else _("%s (perkiraan, pastikan dulu)") % found.office.name
