"""Whether somebody of the village may look on."""

from django.http import HttpRequest

from pimpasa.accounts.access import roles_of
from pimpasa.foundation.roles import Role


def is_agents_session(request: HttpRequest) -> bool:
    """Whether the village's agent is signed in on this device: then nothing private is shown on it."""
    return request.user.is_authenticated and Role.VILLAGE_AGENT in roles_of(request.user)
