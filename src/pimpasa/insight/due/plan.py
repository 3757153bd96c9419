"""The week's plan on one sheet of paper. Findings are only counted there: paper lies about in the village."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.utils import translation

from pimpasa.accounts.models import User
from pimpasa.foundation import installation
from pimpasa.foundation.printing import print_pdf
from pimpasa.foundation.ui.words import day
from pimpasa.insight.due.lines import Group, Line, When
from pimpasa.insight.due.listing import Due, due_for

SHEET = Path(__file__).with_name("sheets") / "plan.typ"
PLANNED = (When.LATE, When.TODAY, When.THIS_WEEK, When.NEXT_WEEK, When.UNFINISHED)
LINES_A_GROUP = 14


def plan_pdf(user: User, today: date) -> bytes:
    with translation.override("id"):
        return print_pdf(SHEET, plan_data(user, today))


def plan_data(user: User, today: date) -> dict[str, Any]:
    due = due_for(user, today)
    monday = today - timedelta(days=today.weekday())
    planned = [group for group in due.own if When(group.key) in PLANNED]
    return {
        "name": user.display_name,
        "week": f"{day(monday)} – {day(monday + timedelta(days=6))}",
        "groups": [_group(one) for one in [*planned, *due.office, *due.region] if _on_paper(one)],
        "findings": _findings(due),
        "printed_on": day(today),
        "operator": installation.current().operator,
    }


def _findings(due: Due) -> int:
    return sum(line.is_finding for line in due.lines)


def _on_paper(group: Group) -> list[Line]:
    return [line for line in group.lines if not line.is_finding]


def _group(group: Group) -> dict[str, Any]:
    lines, hidden = _on_paper(group), len(group.lines) - len(_on_paper(group))
    shown = lines[:LINES_A_GROUP]
    rows = [{"words": line.words, "detail": line.detail} for line in shown]
    return {"title": str(group.title), "lines": rows, "rest": group.total - hidden - len(shown)}
