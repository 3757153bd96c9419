"""What messages cost and how many a budget may still send this month.

Room is set aside when a message is taken and given back when it does not leave, so that no cap is overrun however many
are on their way.
"""

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.db.models import F, Sum
from django.utils import timezone

from pimpasa.foundation.channels.models import Cap, OutgoingMessage, Spending
from pimpasa.foundation.channels.network import Network

OVER_CAP = "cap"


@dataclass(frozen=True)
class Price:
    """Of one billed message, as the operator entered it; nothing is assumed."""

    micros: int
    currency: str


def price_on(channel: str) -> Price:
    """From PIMPASA_WHATSAPP_PRICE="310000000 IDR" and the like: millionths of the unit, and the currency."""
    micros, _, currency = os.environ.get(f"PIMPASA_{channel.upper()}_PRICE", "").partition(" ")
    return Price(int(micros or 0), currency[:3])


def this_month() -> date:
    return timezone.localdate().replace(day=1)


def next_month() -> datetime:
    first = this_month()
    first = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
    return timezone.make_aware(datetime(first.year, first.month, 1))


def reserve(network: Network, wanted: list[tuple[OutgoingMessage, int]]) -> set[OutgoingMessage]:
    """Sets aside room, oldest first; those for which there is none are given back. Inside the taking transaction."""
    over: set[OutgoingMessage] = set()
    # In one order always, so that two channels that take at once do not wait for one another.
    for key in sorted({message.budget_key for message, billed in wanted if billed}):
        mine = [(message, billed) for message, billed in wanted if message.budget_key == key and billed]
        over |= _reserve_for(network, key, mine)
    return over


def _reserve_for(network: Network, key: str, wanted: list[tuple[OutgoingMessage, int]]) -> set[OutgoingMessage]:
    price, month = price_on(network.name), this_month()
    Spending.objects.bulk_create(
        [Spending(budget_key=key, channel=network.name, month=month, currency=price.currency)], ignore_conflicts=True
    )
    # All networks share the cap: whoever takes for this budget holds its rows.
    spent = list(Spending.objects.select_for_update().filter(budget_key=key, month=month).order_by("channel"))
    left = cap_of(key) - sum(row.count for row in spent)
    over, taken = set(), 0
    for message, billed in wanted:
        if taken + billed > left:
            over.add(message)
            continue
        taken += billed
        message.micros = billed * price.micros
    _add(network, key, taken, taken * price.micros)
    return over


def give_back(network: Network, messages: Iterable[tuple[OutgoingMessage, int]]) -> None:
    """For what did not leave."""
    counts: Counter[str] = Counter()
    micros: Counter[str] = Counter()
    for message, billed in messages:
        counts[message.budget_key] += billed
        micros[message.budget_key] += message.micros
    for key in sorted(counts):
        _add(network, key, -counts[key], -micros[key])


def _add(network: Network, key: str, count: int, micros: int) -> None:
    if count:
        row = Spending.objects.filter(budget_key=key, channel=network.name, month=this_month(), count__gte=-count)
        row.update(count=F("count") + count, micros=F("micros") + micros)


def cap_of(budget_key: str) -> int:
    cap = Cap.objects.filter(pk=budget_key).first()
    return cap.messages if cap else settings.CHANNEL_MONTHLY_CAP


@dataclass(frozen=True)
class Budget:
    key: str
    spent: int
    micros: int
    currency: str
    cap: int
    waiting: int

    @property
    def cost(self) -> str:
        return f"{Decimal(self.micros) / 1_000_000:,.2f}".translate(str.maketrans(",.", ".,"))

    @property
    def is_over(self) -> bool:
        return self.spent >= self.cap or self.waiting > 0


def budgets() -> list[Budget]:
    """What each budget has spent this month, and what waits because it is over its cap."""
    month = Spending.objects.filter(month=this_month()).values("budget_key", "currency").order_by("budget_key")
    spent = {row["budget_key"]: row for row in month.annotate(messages=Sum("count"), cost=Sum("micros"))}
    waiting = Counter(
        OutgoingMessage.objects.filter(state="queued", error_code=OVER_CAP).values_list("budget_key", flat=True)
    )
    caps = dict(Cap.objects.values_list("budget_key", "messages"))
    return [_budget(key, dict(spent.get(key, {})), caps, waiting) for key in sorted({*spent, *caps, *waiting})]


def _budget(key: str, told: dict[str, object], caps: dict[str, int], waiting: Counter[str]) -> Budget:
    cap = caps.get(key, settings.CHANNEL_MONTHLY_CAP)
    count, cost = int(str(told.get("messages", 0))), int(str(told.get("cost", 0)))
    return Budget(key, count, cost, str(told.get("currency", "")), cap, waiting[key])
