"""How the channels are doing, in numbers; never what was said, nor to whom."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from pimpasa.foundation.channels.actions import dead_letters
from pimpasa.foundation.channels.credentials import is_connected
from pimpasa.foundation.channels.models import ChannelState, OutgoingMessage
from pimpasa.foundation.channels.network import networks


@dataclass(frozen=True)
class ChannelReport:
    channel: str
    label: str
    is_connected: bool
    is_local: bool
    suspended_since: datetime | None
    reason: str
    waiting: int
    oldest: datetime | None
    dead: int


@dataclass(frozen=True)
class DeadLetters:
    """Messages given up for one reason. Those whose words are gone cannot be tried again."""

    channel: str
    label: str
    code: str
    count: int
    can_be_tried: int


def channel_reports() -> list[ChannelReport]:
    states = ChannelState.objects.in_bulk()
    queued = OutgoingMessage.objects.filter(state__in=["queued", "taken"]).values("channel").order_by()
    waiting = {row["channel"]: row for row in queued.annotate(count=Count("pk"), oldest=Min("queued_at"))}
    dead = Counter(dead_letters().values_list("channel", flat=True))
    return [
        ChannelReport(
            one.name,
            str(one.label),
            is_connected(one.name),
            one.is_local,
            states[one.name].suspended_since if one.name in states else None,
            states[one.name].reason if one.name in states else "",
            waiting[one.name]["count"] if one.name in waiting else 0,
            waiting[one.name]["oldest"] if one.name in waiting else None,
            dead[one.name],
        )
        for one in networks()
    ]


def dead_by_reason() -> list[DeadLetters]:
    labels = {one.name: str(one.label) for one in networks()}
    rows = dead_letters().order_by().values("channel", "error_code")
    counted = rows.annotate(count=Count("pk"), can=Count("pk", filter=~Q(payload=b""))).order_by("-count")
    return [
        DeadLetters(
            row["channel"],
            labels.get(row["channel"], row["channel"]),
            row["error_code"],
            row["count"],
            row["can"],
        )
        for row in counted
    ]
