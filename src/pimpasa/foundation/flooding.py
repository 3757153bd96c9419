"""What stands before a public page: an address that floods is refused before any other work is done.

An address is never written down: each process keeps, for minutes and under a key of its own, how fast it sends.
"""

import hmac
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from threading import Lock
from time import monotonic

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

View = Callable[[HttpRequest], HttpResponse]
WAIT_SECONDS = 60


@dataclass
class _Bucket:
    left: float
    at: float


class AddressGate:
    """A bucket of tokens for each address: `burst` at once, then `a_second`. Forgets the address that is idle longest.

    Lives in one process: another worker needs nothing of it, and the limit is then that many times higher.
    """

    def __init__(self, burst: float, a_second: float, most: int = 50_000) -> None:
        self._burst, self._a_second, self._most = burst, a_second, most
        self._key = secrets.token_bytes(32)
        self._buckets: OrderedDict[bytes, _Bucket] = OrderedDict()
        self._lock = Lock()

    def lets_in(self, address: str, now: float | None = None, cost: float = 1.0) -> bool:
        """Takes `cost` tokens if there are enough."""
        with self._lock:
            bucket = self._bucket(address, monotonic() if now is None else now)
            if bucket.left < cost:
                return False
            bucket.left -= cost
            return True

    def take(self, address: str, cost: float, now: float | None = None) -> None:
        """Takes the tokens, down to none."""
        with self._lock:
            bucket = self._bucket(address, monotonic() if now is None else now)
            bucket.left = max(0.0, bucket.left - cost)

    def _bucket(self, address: str, now: float) -> _Bucket:
        name = hmac.digest(self._key, address.encode(), sha256)[:16]
        bucket = self._buckets.pop(name, None) or _Bucket(self._burst, now)
        bucket.left = min(self._burst, bucket.left + (now - bucket.at) * self._a_second)
        bucket.at = now
        self._buckets[name] = bucket
        if len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        return bucket

    def forget(self) -> None:
        with self._lock:
            self._buckets.clear()


def address_of(request: HttpRequest) -> str:
    """Behind a proxy the last address it names is the one it saw itself; what stands before may be invented."""
    forwarded: str = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.HTTPS else ""
    return forwarded.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


def public_page(gate: AddressGate, typed: str = "q") -> Callable[[View], View]:
    """No account, so no authority to misuse and no cookie to set; nothing kept by a cache; floods refused first.

    `typed` is the field whose words a person who has to wait gets back.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest) -> HttpResponse:
            if not gate.lets_in(address_of(request)):
                return too_many(request, typed)
            return view(request)

        checked = require_http_methods(["GET", "HEAD", "POST"])(page)
        return never_cache(sensitive_post_parameters()(csrf_exempt(checked)))

    return guard


def too_many(request: HttpRequest, field: str) -> HttpResponse:
    # Without the request nothing is looked up for the page: a refusal must stay cheap.
    page = render_to_string("ui/too_many.html", {"typed": request.POST.get(field, "")})
    return HttpResponse(page, status=429, headers={"Retry-After": str(WAIT_SECONDS)})
