"""What an activity's page shows of the evening that it was."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from pimpasa.accounts.access import may_in
from pimpasa.accounts.models import User
from pimpasa.fieldwork.activities.kinds import Kind
from pimpasa.fieldwork.activities.models import Activity
from pimpasa.learning.sessions.policies import SEE_SESSIONS
from pimpasa.learning.sessions.queries import arrived, kit_of


def session_panel(request: HttpRequest, activity: Activity) -> str | None:
    """None for an activity without a kit, and for a reader who does not see the kit's village."""
    if activity.kind != Kind.EDUCATION_SESSION:
        return None
    kit, user = kit_of(activity), request.user
    if kit is None or not isinstance(user, User) or not may_in(user, SEE_SESSIONS, kit.village_id):
        return None
    shown = {"kit": kit, "arrived": [one for one in arrived(kit) if one.total]}
    return render_to_string("learning/sessions/_activity_panel.html", shown, request)
