"""The links at the top of a staff page: those that the person's roles open, the current one marked."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.module_loading import import_string

from pimpasa.foundation.access import roles_of

register = template.Library()
HOME = "staff-home"


@dataclass(frozen=True)
class StaffLink:
    """`current` is what aria-current says: this very page, or one of its section."""

    words: str
    url: str
    current: str


@register.simple_tag(takes_context=True)
def staff_links(context: Context) -> list[StaffLink]:
    request: HttpRequest = context["request"]
    # Known already where the page asked who may open it.
    roles = getattr(request, "roles", None)
    roles = roles_of(request.user) if roles is None else roles
    return [
        StaffLink(str(words), url, _current(page, url, request.path))
        for page, words, policy in settings.STAFF_LINKS
        if _opens(policy, roles) and (url := reverse(page))
    ]


def _opens(policy: str, roles: frozenset[str]) -> bool:
    return not policy or bool(roles & import_string(policy).roles)


def _current(page: str, url: str, path: str) -> str:
    if path == url:
        return "page"
    # Every staff page lies below the first one, which is no section of its own.
    return "true" if page != HOME and path.startswith(url) else ""
