"""Pages that are the same for everybody may be kept by phones and proxies. Their tag names the content version.

The last few hundred are also kept in this process, for as long as everything they lean on stands as it stood: the
content, the day, and what PAGE_STAMPS name (offices and their sheets, which refresh within a minute).
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.module_loading import import_string
from django.utils.timezone import localdate

from pimpasa.foundation.content import load_library

View = Callable[..., HttpResponse]
MINUTES = 5
MOST_PAGES = 400
LONGEST_ADDRESS = 2000


class PageShelf:
    def __init__(self) -> None:
        self._pages: OrderedDict[Hashable, tuple[bytes, str]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> tuple[bytes, str] | None:
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def put(self, key: Hashable, content: bytes, tag: str) -> None:
        with self._lock:
            self._pages[key] = content, tag
            if len(self._pages) > MOST_PAGES:
                self._pages.popitem(last=False)


_shelf = PageShelf()


def same_for_everybody(view: View) -> View:
    """Only for answers to GET that depend on no person: five minutes without asking, then by tag."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or len(request.get_full_path()) > LONGEST_ADDRESS:
            return _not_kept(view(request, *args, **kwargs))
        key = (request.build_absolute_uri(), *everything_pages_lean_on())
        kept = _shelf.get(key)
        if kept is None:
            response = view(request, *args, **kwargs)
            if response.status_code != 200 or response.cookies:
                return _not_kept(response)
            kept = response.content, tag_of(response.content)
            _shelf.put(key, *kept)
        return _kept(request, *kept)

    return page


def everything_pages_lean_on() -> tuple[Hashable, ...]:
    stamps = tuple(import_string(path)() for path in settings.PAGE_STAMPS)
    return (load_library().version, localdate(), *stamps)


def tag_of(content: bytes) -> str:
    return f'W/"{load_library().version}-{hashlib.sha256(content).hexdigest()[:16]}"'


def _kept(request: HttpRequest, content: bytes, tag: str) -> HttpResponse:
    unchanged = tag in request.headers.get("If-None-Match", "").split(", ")
    response = HttpResponseNotModified() if unchanged else HttpResponse(content)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = f"public, max-age={MINUTES * 60}"
    return response


def _not_kept(response: HttpResponse) -> HttpResponse:
    response.headers.setdefault("Cache-Control", "no-store")
    return response
