"""The promise of these pages: what a person types goes into her page or paper and nowhere else."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

View = Callable[[HttpRequest], HttpResponse]


def keeps_nothing(view: View) -> View:
    """A page read by GET or POST that no cache, error report or cookie remembers."""

    # Nothing is changed by these forms and no account stands behind them: a token would only need a cookie.
    @csrf_exempt
    @sensitive_post_parameters()
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponse:
        response = view(request)
        response["Cache-Control"] = "no-store"
        return response

    return wrapped
