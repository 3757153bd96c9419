"""The hand-over sheet on paper: the same facts as the page, except that findings are only counted."""

from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone, translation

from pimpasa.accounts.models import Posting, User
from pimpasa.fieldwork.activities.models import Activity
from pimpasa.fieldwork.register.models import Assignment, Decree, StateChange
from pimpasa.foundation import installation
from pimpasa.foundation.printing import print_pdf
from pimpasa.foundation.ui.words import day
from pimpasa.insight.handover.sheet import VillageSheet

TEMPLATE = Path(__file__).with_name("sheets") / "handover.typ"


def handover_pdf(name: str, sheets: list[VillageSheet], today: date, *, by: User) -> bytes:
    with translation.override("id"):
        return print_pdf(TEMPLATE, paper_data(name, sheets, today, by=by))


def paper_data(name: str, sheets: list[VillageSheet], today: date, *, by: User) -> dict[str, Any]:
    return {
        "name": name,
        "printed_on": day(today),
        "printed_by": by.display_name,
        "operator": installation.current().operator,
        "is_demonstration": any(one.assisted.is_demonstration for one in sheets),
        "villages": [_village(one) for one in sheets],
    }


def _village(sheet: VillageSheet) -> dict[str, Any]:
    assisted, district = sheet.assisted, sheet.assisted.village.parent
    return {
        "name": assisted.village.name,
        "code": assisted.village_id,
        "lies_in": ", ".join(one.name for one in (district, district and district.parent) if one),
        "office": assisted.office.name,
        "state": assisted.get_state_display(),
        "last_visit": day(sheet.last_visit) if sheet.last_visit else "",
        "next_visit": day(sheet.next_visit),
        "follow_ups": [{"what": one.what, "due_on": day(one.due_on)} for one in sheet.follow_ups],
        "findings": len(sheet.findings),
        "officers": [_officer(one) for one in sheet.officers],
        "agents": [_agent(one) for one in sheet.agents],
        "programmes": [one.name for one in sheet.programmes],
        "changes": [_change(one) for one in sheet.changes],
        "decrees": [_decree(one) for one in sheet.decrees],
        "activities": [_activity(one) for one in sheet.activities],
    }


def _officer(one: Assignment) -> dict[str, str]:
    covered = f"menggantikan {one.cover_for.officer.printed_name} selama cuti" if one.cover_for else ""
    return {
        "name": one.officer.printed_name,
        "period": period(one.starts_on, one.ends_on, one.revoked_on),
        "note": covered,
    }


def _agent(one: Posting) -> dict[str, str]:
    return {"name": one.user.display_name, "period": period(one.starts_on, one.ends_on, one.revoked_on)}


def _change(one: StateChange) -> dict[str, str]:
    by = one.by.display_name if one.by else ""
    return {"on": day(one.happened_on), "state": one.get_to_state_display(), "reason": one.reason, "by": by}


def _decree(one: Decree) -> dict[str, str]:
    until = f", sampai {day(one.ends_on)}" if one.ends_on else ""
    return {"number": one.number, "period": f"{day(one.dated_on)}{until}", "subject": one.subject}


def _activity(one: Activity) -> dict[str, Any]:
    words = getattr(one, "words", None)
    return {
        "on": day(timezone.localdate(one.occurred_at)),
        "kind": one.get_kind_display(),
        "total": one.total,  # type: ignore[attr-defined]  # annotated by `with_total`
        "officers": ", ".join(person.display_name for person in one.officers.all()),
        "summary": words.summary if words else "",
        "is_corrected": one.replaces_id is not None,
    }


def period(starts_on: date, ends_on: date | None, revoked_on: date | None) -> str:
    """From when to when; one that was revoked ended on that day, whatever was planned."""
    last = revoked_on or ends_on
    return f"{day(starts_on)} – {day(last)}" if last else f"sejak {day(starts_on)}"
