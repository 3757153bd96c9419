"""The evening that the table of permissions speaks of, under keys that never change."""

from uuid import UUID

from pimpasa.accounts.models import User
from pimpasa.learning.sessions.actions.closing import Ending, close_session
from pimpasa.learning.sessions.actions.kits import plan_session
from pimpasa.learning.sessions.models import SessionKit
from pimpasa.learning.sessions.tests.make import make_plan

KIT, CLOSED, CLOSING = (UUID(f"01900000-0000-7000-8000-0000000001{number}0") for number in range(3))
CODE = "BCDFG"
PAGES = (
    *("session-kit", "session-change", "session-cancel", "session-count", "session-code", "session-close"),
    *("session-results", "session-tallies", "session-sign-up", "session-paper-tests", "session-tally-sheets"),
)
SESSION_ADDRESSES: dict[str, dict[str, object]] = {
    **{page: {"pk": KIT} for page in PAGES},
    "session-log": {"pk": CLOSED},
    "session-move": {"pk": KIT, "to": "before"},
    "session-tally": {"pk": KIT, "mark": 1},
    "test-answer": {"code": CODE},
}


def make_session_records(sari: User, agent: User) -> None:
    """One that Sari plans, and one that the agent of her village closed."""
    plan_session(make_plan(), key=KIT, by=sari)
    SessionKit.objects.filter(pk=KIT).update(code=CODE)
    closed = plan_session(make_plan(), key=CLOSED, by=agent)
    close_session(closed, Ending(CLOSING, {("female", "unknown"): 9}), by=agent)
