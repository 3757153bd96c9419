"""What the pages of activities show; a fixed number of queries, however long the history."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import get_language

from pimpasa.accounts.models import User
from pimpasa.fieldwork.activities.models import Activity, ActivityPhoto, ActivityQuerySet, FollowUp, FollowUpQuerySet
from pimpasa.fieldwork.activities.policies import SEE_PHOTOS
from pimpasa.fieldwork.activities.ticks import LISTS, load_ticks
from pimpasa.foundation.access import villages_where
from pimpasa.foundation.ui.words import say


@dataclass(frozen=True)
class ActivityFilter:
    """What the list is narrowed to; empty means everything within reach."""

    search: str = ""
    village: str = ""
    kind: str = ""
    month: date | None = None

    def narrow(self, found: ActivityQuerySet) -> ActivityQuerySet:
        if self.village:
            found = found.filter(village=self.village)
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.month:
            found = found.filter(occurred_at__year=self.month.year, occurred_at__month=self.month.month)
        return found.telling(self.search) if self.search else found


@dataclass(frozen=True)
class ActivityPage:
    """One entry with what belongs to its matter."""

    activity: Activity
    earlier: list[Activity]
    photos: list[ActivityPhoto]
    follow_ups: list[FollowUp]
    ticked: list[tuple[str, list[str]]]
    total: int


def activities_in(user: User, narrowed: ActivityFilter) -> ActivityQuerySet:
    found = narrowed.narrow(Activity.objects.visible_to(user).current()).with_total()
    return found.select_related("village__parent", "recorded_by", "words")


def last_activity_of(user: User) -> Activity | None:
    written = Activity.objects.current().filter(recorded_by=user).select_related("words")
    return written.prefetch_related("officers", "participants").order_by("-recorded_at").first()


def activity_page(activity: Activity, user: User) -> ActivityPage:
    matter = activity.matter_id
    chain = Activity.objects.filter(first=matter) | Activity.objects.filter(pk=matter)
    photos = ActivityPhoto.objects.kept().filter(activity=matter)
    return ActivityPage(
        activity=activity,
        earlier=list(chain.exclude(pk=activity.pk).select_related("recorded_by").order_by("recorded_at")),
        photos=list(photos) if villages_where(user, SEE_PHOTOS).contains(activity.village_id) else [],
        follow_ups=list(FollowUp.objects.filter(activity=matter).select_related("done")),
        ticked=ticked_words(activity),
        total=sum(count.number for count in activity.participants.all()),
    )


def ticked_words(activity: Activity) -> list[tuple[str, list[str]]]:
    """The words of what was ticked, also of what is no longer offered."""
    language = "en" if get_language() == "en" else "id"
    names = {name: {tick.id: say(tick.name, language) for tick in load_ticks()[name]} for name in LISTS}
    return [(name, [names[name].get(key, key) for key in getattr(activity, name)]) for name in LISTS]


def follow_ups_in(user: User) -> FollowUpQuerySet:
    """Those still open within reach, the most urgent first, each with the entry that now speaks for its activity."""
    latest = Activity.objects.current().select_related("village")
    found = FollowUp.objects.visible_to(user).open().select_related("activity__village", "recorded_by")
    return found.prefetch_related(Prefetch("activity__later", queryset=latest, to_attr="current_entries"))


def current_entry(follow_up: FollowUp) -> Any:
    entries = follow_up.activity.current_entries  # type: ignore[attr-defined]  # set by the prefetch above
    return entries[0] if entries else follow_up.activity
