"""Pages that are the same for everybody may be kept by phones and proxies. Their tag names the content version."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from pimpasa.foundation.content import load_library

View = Callable[..., HttpResponse]
MINUTES = 5


def same_for_everybody(view: View) -> View:
    """Only for answers to GET that depend on no person: five minutes without asking, then by tag."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method not in ("GET", "HEAD") or response.status_code != 200 or response.cookies:
            response.headers.setdefault("Cache-Control", "no-store")
            return response
        digest = hashlib.sha256(response.content).hexdigest()[:16]
        tag = f'W/"{load_library().version}-{digest}"'
        known = request.headers.get("If-None-Match", "").split(", ")
        if tag in known:
            response = HttpResponseNotModified()
        response.headers["ETag"] = tag
        response.headers["Cache-Control"] = f"public, max-age={MINUTES * 60}"
        return response

    return page
