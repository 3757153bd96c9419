"""What a provider's answer means where it gives no code of its own."""

from datetime import timedelta

import httpx

from pimpasa.foundation.channels.troubles import RefusedError, SuspendedError, TryLaterError

LONGEST = timedelta(days=1)
SLOW_DOWN = timedelta(seconds=30)


def retry_after(response: httpx.Response) -> timedelta | None:
    """The seconds a provider asks us to wait; none if it names a date or nothing."""
    told = response.headers.get("Retry-After", "")
    return min(timedelta(seconds=int(told)), LONGEST) if told.isdecimal() and len(told) < 8 else None


def of_status(response: httpx.Response, code: str) -> Exception:
    wait = retry_after(response)
    if response.status_code == httpx.codes.TOO_MANY_REQUESTS:
        return TryLaterError(code, wait=wait or SLOW_DOWN, everyone=True)
    if response.status_code == httpx.codes.UNAUTHORIZED:
        return SuspendedError(code)
    if response.is_server_error or response.is_success:
        # A success that we cannot read: rather twice than never.
        return TryLaterError(code, wait=wait)
    return RefusedError(code)
