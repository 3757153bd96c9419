"""Facts as a sheet shows them: plain dictionaries, since a template receives data and nothing else."""

from collections.abc import Iterable

from pimpasa.foundation.rules import Fact
from pimpasa.foundation.ui.words import say
from pimpasa.guidance.presenting import Presenter, Shown, ShownGroup, ShownLine, ShownTotal, badge_of

Data = dict[str, object]


def plain_fact(fact: Fact) -> Data:
    """A fact outside any person's answer."""
    return {"text": say(fact.text), "more": say(fact.more), "badge": badge_of(fact)[0]}


def shown(fact: Shown) -> Data:
    return {"text": fact.text, "more": fact.more, "badge": fact.badge}


def all_shown(facts: Iterable[Shown]) -> list[Data]:
    return [shown(fact) for fact in facts]


def group(one: ShownGroup) -> Data:
    return {
        "items": all_shown(one.items),
        "alternatives": one.alternatives,
        "disputed": one.disputed,
        "more": one.more,
    }


def cost(person: Presenter) -> Data:
    """Where sources disagree every position stands by itself, never one total."""
    return {
        "disputed": len(person.totals) > 1,
        "totals": [_total(total) for total in person.totals],
        "lines": [_line(line) for line in person.cost_lines],
    }


def _total(total: ShownTotal) -> Data:
    return {"amount": total.amount, "without_waiver": total.without_waiver, "base": shown(total.base)}


def _line(line: ShownLine) -> Data:
    waiver = shown(line.waived_by) if line.waived_by else None
    return {"fact": shown(line.fact), "amount": line.amount, "before": line.before, "waiver": waiver}
