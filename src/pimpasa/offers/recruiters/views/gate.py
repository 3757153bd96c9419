"""What stands before the public pages of this part: as before the check, and slower, for a fingerprint is dear."""

from functools import wraps

from django.http import HttpRequest, HttpResponse

from pimpasa.foundation.flooding import AddressGate, View, public_page

# An evening of forty people with three pages each, then one filing in a quarter of a minute.
filing = AddressGate(burst=120, a_second=0.2)


def leaves_no_trace(view: View) -> View:
    """No cookie, nothing in a cache, no address told onwards."""

    @wraps(view)
    def page(request: HttpRequest) -> HttpResponse:
        response = view(request)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return public_page(filing, typed="teks")(page)
