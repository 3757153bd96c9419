"""What every page knows: who runs this site, whether it is a demonstration, and the same page in the other language."""

from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from pimpasa.foundation import installation
from pimpasa.foundation.content import load_library

LONGEST_ADDRESS = 2000


def site(request: HttpRequest) -> dict[str, object]:
    address = request.get_full_path() if request.method == "GET" else request.path
    site = installation.current()
    return {
        "operator": site.operator,
        "is_demonstration": site.is_demonstration,
        "helplines": [line for line in load_library().helplines if line.withdrawn_on is None],
        "other_language": other_language(),
        # A page that may carry sensitive answers names the address to use; a page reached by POST has only its path.
        "other_language_url": in_other_language(address if len(address) <= LONGEST_ADDRESS else request.path),
    }


def other_language() -> str:
    return "en" if get_language() == "id" else "id"


def in_other_language(address: str) -> str:
    return translate_url(address, other_language())
