"""What stands before a page that takes a message: no cookie, nothing kept by a cache, no address told onwards."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

from pimpasa.foundation.flooding import AddressGate, View, public_page

# An evening of a village with a few checks each, then five a second: one check is some thirty milliseconds of work.
checking = AddressGate(burst=1000, a_second=5)


def leaves_no_trace(gate: AddressGate) -> Callable[[View], View]:
    """No cookie is needed: reading by POST changes nothing, and filing uses nobody's authority."""

    def guard(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest) -> HttpResponse:
            response = view(request)
            response["Referrer-Policy"] = "no-referrer"
            return response

        return public_page(gate, typed="teks")(page)

    return guard
