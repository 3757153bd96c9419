"""What every page knows: who runs this site, and the same page in the other language."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from pimpasa.foundation.content import load_library


def site(request: HttpRequest) -> dict[str, object]:
    other = "en" if get_language() == "id" else "id"
    # A page reached by POST may hold sensitive answers: its switch leads to the bare page.
    here = request.get_full_path() if request.method == "GET" else request.path
    return {
        "operator": settings.OPERATOR,
        "helplines": [line for line in load_library().helplines if line.withdrawn_on is None],
        "other_language": other,
        "other_language_url": translate_url(here, other),
    }
