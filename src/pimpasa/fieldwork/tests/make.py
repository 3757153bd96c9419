"""The records of the field that the table of permissions speaks of, under keys that never change."""

from datetime import date
from uuid import UUID

from pimpasa.accounts.models import User
from pimpasa.fieldwork.activities.actions import add_follow_up, add_photo
from pimpasa.fieldwork.activities.tests.make import make_activity, sent_photo
from pimpasa.fieldwork.findings.actions import add_file, return_finding
from pimpasa.fieldwork.findings.tests.make import make_finding, sent_pdf

ACTIVITY, PHOTO, FOLLOW_UP, FINDING, RETURNED, FINDING_FILE = (
    UUID(f"01900000-0000-7000-8000-00000000000{number}") for number in range(6)
)
# What stands in the addresses of the pages, for the table of permissions.
ADDRESSES: dict[str, dict[str, object]] = {
    "activity": {"pk": ACTIVITY},
    "activity-correct": {"pk": ACTIVITY},
    "activity-photo": {"pk": PHOTO},
    "activity-photo-add": {"pk": ACTIVITY},
    "activity-photo-remove": {"pk": PHOTO},
    "follow-up-add": {"pk": ACTIVITY},
    "follow-up-finish": {"pk": FOLLOW_UP},
    "finding": {"pk": FINDING},
    "finding-complete": {"pk": RETURNED},
    "finding-file": {"pk": FINDING_FILE},
    "finding-file-add": {"pk": FINDING},
    "finding-send": {"category": "foreigners"},
    "finding-step": {"pk": FINDING, "state": "verified"},
}


def make_field_records(sari: User, agent: User) -> None:
    """An activity of Sari's with a photo and a follow-up, and two findings of the agent's: one sent, one returned."""
    activity = make_activity(sari, id=ACTIVITY)
    add_photo(activity, sent_photo(), key=PHOTO, is_sign_up_sheet=False, by=sari)
    add_follow_up(activity, "Antar poster", date(2026, 12, 1), key=FOLLOW_UP, by=sari)
    add_file(make_finding(agent, id=FINDING), sent_pdf(), key=FINDING_FILE, by=agent)
    return_finding(make_finding(agent, id=RETURNED), note="RT berapa?", version=1, by=sari)
