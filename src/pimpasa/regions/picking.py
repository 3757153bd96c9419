"""Where a picked village leads: to its own page, or back to the page that asked for it."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from pimpasa.foundation.ui.language import in_page_language

LONGEST_NEXT = 2000
# Stands for the village's code in the address that the script fills in.
ANY_CODE = "KODE"


def safe_next(address: str) -> str:
    """The address in the language of the page if it leads within this site, else nothing."""
    is_here = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return in_page_language(address) if is_here and len(address) <= LONGEST_NEXT else ""


def picked(code: str, next_address: str) -> str:
    """The address for one picked village; `desa` replaces an earlier choice."""
    if not next_address:
        return reverse("village", args=[code])
    parts = urlsplit(next_address)
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "desa"]
    return urlunsplit(parts._replace(query=urlencode([*query, ("desa", code)])))
