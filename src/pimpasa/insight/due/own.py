"""What waits for an officer in the villages of the posting, and what anybody left unfinished."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Prefetch
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pimpasa.fieldwork.activities.models import Activity, ActivityPhoto, Draft, FollowUp
from pimpasa.insight.due.desk import Desk
from pimpasa.insight.due.lines import Line, When, when_due
from pimpasa.insight.due.quarter import visit_due
from pimpasa.insight.due.visits import last_visits
from pimpasa.insight.due.words import long_day
from pimpasa.regions.models import Region

# Nobody reads more at once; the full lists are one link away.
MOST = 100


def own_lines(desk: Desk, today: date) -> Iterator[Line]:
    if desk.villages:
        yield from _visits(desk, today)
        yield from _follow_ups(desk, today)
        yield from _sign_up_sheets(desk)
    yield from _drafts(desk)


def _visits(desk: Desk, today: date) -> Iterator[Line]:
    """Those due within the two weeks shown; a village that nobody ever visited is due at once."""
    visited = last_visits(desk.villages)
    names = dict(Region.objects.filter(code__in=desk.villages).values_list("code", "name"))
    for code, since in desk.villages.items():
        last = visited.get(code)
        due_on = visit_due(last, since)
        when = when_due(due_on, today)
        if last is None and when is not When.LATE:
            due_on, when = today, When.TODAY
        if when is not When.LATER:
            yield _visit(code, names.get(code, code), last, due_on, when)


def _visit(code: str, name: str, last: date | None, due_on: date, when: When) -> Line:
    return Line(
        words=_("Kunjungi %(village)s") % {"village": name},
        detail=_("Terakhir dikunjungi %(day)s.") % {"day": long_day(last)} if last else _("Belum pernah dikunjungi."),
        act=_("Catat kunjungan"),
        url=f"{reverse('activity-log')}?{urlencode({'desa': code})}",
        when=when,
        due_on=due_on,
    )


def _follow_ups(desk: Desk, today: date) -> Iterator[Line]:
    found = FollowUp.objects.filter(activity__in=_matters(desk)).open()
    for one in _with_entries(found).order_by("due_on", "id")[:MOST]:
        entry = _entry(one.activity)
        yield Line(
            words=one.what,
            detail=_("Dijanjikan di %(village)s, paling lambat %(day)s.")
            % {"village": entry.village.name, "day": long_day(one.due_on)},
            act=_("Selesaikan"),
            url=reverse("activity", args=[entry.pk]),
            when=when_due(one.due_on, today),
            due_on=one.due_on,
        )


def _sign_up_sheets(desk: Desk) -> Iterator[Line]:
    """A sign-up sheet holds people's names until it is counted, and is then erased."""
    sheets = ActivityPhoto.objects.kept().filter(is_sign_up_sheet=True, activity__in=_matters(desk))
    found = list(_with_entries(sheets).order_by("recorded_at", "id")[:MOST])
    numbers = Counter(one.activity_id for one in found)
    for activity in {one.activity_id: one.activity for one in found}.values():
        entry, number = _entry(activity), numbers[activity.pk]
        words = ngettext("Hitung %(number)d foto daftar hadir", "Hitung %(number)d foto daftar hadir", number)
        yield Line(
            words=words % {"number": number},
            detail=_("%(kind)s di %(village)s, %(day)s. Foto dihapus sesudah dihitung.")
            % {
                "kind": entry.get_kind_display(),
                "village": entry.village.name,
                "day": long_day(timezone.localdate(entry.occurred_at)),
            },
            act=_("Hitung peserta"),
            url=reverse("activity", args=[entry.pk]),
        )


def _drafts(desk: Desk) -> Iterator[Line]:
    for draft in Draft.objects.filter(owner=desk.user, form__in=DRAFT_PAGES).order_by("saved_at"):
        saved = timezone.localdate(draft.saved_at)
        yield Line(
            words=_("Catatan kegiatan yang belum dikirim"),
            detail=_("Draf tersimpan %(day)s.") % {"day": long_day(saved)},
            act=_("Lanjutkan"),
            url=reverse(DRAFT_PAGES[draft.form]),
        )


# The forms that keep drafts, and the page where each is continued.
DRAFT_PAGES = {"activity": "activity-log"}


def _matters(desk: Desk) -> Any:
    """The first entries of what now stands in the officer's villages."""
    here = Activity.objects.filter(village__in=desk.villages).current()
    return here.order_by().annotate(matter=Coalesce("first_id", "id")).values("matter")


def _with_entries(rows: Any) -> Any:
    latest = Activity.objects.current().select_related("village")
    entries = Prefetch("activity__later", queryset=latest, to_attr="current_entries")
    return rows.select_related("activity__village").prefetch_related(entries)


def _entry(first: Any) -> Activity:
    """The entry that now speaks for the matter."""
    entries: list[Activity] = first.current_entries
    return entries[0] if entries else first
