"""Where a person is signed in: kept at signing in, shown to that person, ended by that person."""

from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from pimpasa.accounts.browsers import browser_name
from pimpasa.accounts.models import OpenSession, User


def note_session(request: HttpRequest, user: User) -> None:
    if not request.session.session_key:
        request.session.save()
    browser = browser_name(request.META.get("HTTP_USER_AGENT", ""))
    OpenSession.objects.update_or_create(
        session_key=request.session.session_key, defaults={"user": user, "browser": browser}
    )


def open_sessions(user: User) -> list[OpenSession]:
    """Those that still live, the newest first; what has lapsed is cleared away."""
    mine = OpenSession.objects.filter(user=user)
    alive = Session.objects.filter(expire_date__gt=timezone.now(), session_key__in=mine.values("session_key"))
    mine.exclude(session_key__in=list(alive.values_list("session_key", flat=True))).delete()
    return list(mine)


def end_other_sessions(user: User, current: str | None) -> int:
    """Signs the person out everywhere but here (or everywhere); says in how many places."""
    others = OpenSession.objects.filter(user=user).exclude(session_key=current or "")
    keys = list(others.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    others.delete()
    return len(keys)
