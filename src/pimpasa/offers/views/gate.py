"""What stands before the page that takes a message: no cookie, nothing kept by a cache, no address told onwards."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

View = Callable[[HttpRequest], HttpResponse]


def leaves_no_trace(view: View) -> View:
    """Reading by POST changes nothing here, so that no cookie is needed for it."""

    @wraps(view)
    def page(request: HttpRequest) -> HttpResponse:
        response = view(request)
        response["Referrer-Policy"] = "no-referrer"
        return response

    checked = require_http_methods(["GET", "HEAD", "POST"])(page)
    return never_cache(sensitive_post_parameters()(csrf_exempt(checked)))
