"""What the register and the log hold on some villages. The villages were chosen within the reader's reach."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from pimpasa.accounts.access import villages_where
from pimpasa.accounts.models import Posting, User
from pimpasa.fieldwork.activities.models import Activity, ActivityQuerySet, FollowUp
from pimpasa.fieldwork.findings.models import Finding
from pimpasa.fieldwork.register.models import Assignment, AssistedVillage, Officer, StateChange
from pimpasa.foundation.roles import Role
from pimpasa.insight.policies import HAND_OVER

Codes = Sequence[str]


def villages_for(user: User) -> QuerySet[AssistedVillage]:
    """Those whose sheet the person may read: the officer's own, and the office's."""
    mine = AssistedVillage.objects.filter(villages_where(user, HAND_OVER).condition("village__code"))
    related = mine.select_related("village__parent__parent", "office", "decree")
    return related.prefetch_related("programmes").order_by("village__name", "village_id", "-recorded_at")


def villages_served_by(officer: Officer, reader: User) -> list[AssistedVillage]:
    """Those that the officer serves today; of one who serves none any more, those that were served."""
    served = Assignment.objects.filter(officer=officer)
    running = served.in_force()
    chosen = running if running.exists() else served
    return list(villages_for(reader).filter(pk__in=chosen.values("assisted_village")))


def changes(codes: Codes) -> QuerySet[StateChange]:
    rows = StateChange.objects.filter(assisted_village__village__in=codes)
    return rows.select_related("by", "assisted_village").order_by("recorded_at", "id")


def assignments(codes: Codes) -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(assisted_village__village__in=codes)
    related = rows.select_related("officer", "decree", "cover_for__officer", "assisted_village")
    return related.order_by("-starts_on", "-recorded_at")


def agents(codes: Codes) -> QuerySet[Posting]:
    rows = Posting.objects.filter(area__in=codes, role=Role.VILLAGE_AGENT)
    return rows.select_related("user").order_by("-starts_on", "id")


def activities(codes: Codes) -> ActivityQuerySet:
    """The latest first. A corrected one stands once, as it was corrected."""
    rows = Activity.objects.filter(village__in=codes).current().with_total()
    return rows.select_related("recorded_by", "words").prefetch_related("officers").order_by("-occurred_at", "-id")


def follow_ups(matters: list[UUID]) -> QuerySet[FollowUp]:
    return FollowUp.objects.filter(activity__in=matters).open().order_by("due_on", "id")


def findings(codes: Codes, reader: User) -> QuerySet[Finding]:
    return Finding.objects.visible_to(reader).open().filter(village__in=codes).order_by("due_at", "sent_at")
