"""The evenings of lessons in somebody's own villages: those to come, and those that an agent held and nobody logged."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from pimpasa.insight.due.desk import Desk
from pimpasa.insight.due.lines import Line, When, when_due
from pimpasa.insight.due.words import long_day
from pimpasa.learning.sessions.models import SessionClosing, SessionKit

MOST = 100


def evening_lines(desk: Desk, today: date) -> Iterator[Line]:
    if here := {*desk.villages, *desk.agent_of}:
        coming = SessionKit.objects.upcoming().filter(village__in=here).select_related("village")
        yield from (_coming(kit, today) for kit in coming[:MOST])
    if desk.villages:
        held = SessionClosing.objects.filter(activity=None, kit__village__in=desk.villages)
        rows = held.select_related("kit__village").order_by("kit__held_on", "pk")
        yield from (_unlogged(one.kit) for one in rows[:MOST])


def _coming(kit: SessionKit, today: date) -> Line:
    is_past = kit.held_on < today
    detail = _("Seharusnya selesai %(day)s.") if is_past else _("Direncanakan %(day)s pukul %(hour)s.")
    return Line(
        words=_("Sosialisasi di %(village)s") % {"village": kit.village.name},
        detail=detail % {"day": long_day(kit.held_on), "hour": f"{kit.begins_at:%H.%M}"},
        act=_("Tutup acara") if is_past else _("Siapkan"),
        url=reverse("session-kit", args=[kit.pk]),
        when=when_due(kit.held_on, today),
        due_on=kit.held_on,
    )


def _unlogged(kit: SessionKit) -> Line:
    return Line(
        words=_("Catat sosialisasi di %(village)s") % {"village": kit.village.name},
        detail=_("Agen desa menutupnya; acaranya %(day)s. Belum menjadi kegiatan.") % {"day": long_day(kit.held_on)},
        act=_("Catat"),
        url=reverse("session-kit", args=[kit.pk]),
        when=When.UNFINISHED,
    )
