"""What stands before every public page of this part. An address is looked at, and written nowhere."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from pimpasa.accounts.access import roles_of
from pimpasa.consultations.limits import AddressGate
from pimpasa.foundation.roles import Role

View = Callable[[HttpRequest], HttpResponse]
WAIT_SECONDS = 60


def address_of(request: HttpRequest) -> str:
    """Behind a proxy the last address it names is the one it saw itself; what stands before may be invented."""
    forwarded: str = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.HTTPS else ""
    return forwarded.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


def public_page(gate: AddressGate) -> Callable[[View], View]:
    """No account, so no authority to misuse and no cookie to set; nothing kept by a cache; floods refused first."""

    def guard(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest) -> HttpResponse:
            if not gate.lets_in(address_of(request)):
                return too_many(request)
            return view(request)

        checked = require_http_methods(["GET", "HEAD", "POST"])(page)
        return never_cache(sensitive_post_parameters()(csrf_exempt(checked)))

    return guard


def too_many(request: HttpRequest) -> HttpResponse:
    response = render(request, "consultations/too_many.html", {"typed": request.POST.get("q", "")}, status=429)
    response["Retry-After"] = str(WAIT_SECONDS)
    return response


def is_agents_session(request: HttpRequest) -> bool:
    """Whether the village's agent is signed in on this device: then nothing private is shown on it."""
    return request.user.is_authenticated and Role.VILLAGE_AGENT in roles_of(request.user)
