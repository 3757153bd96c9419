"""Where a stranger checks an officer's code. Public; protects villagers from impostors and officers from a listing."""

import base64

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from pimpasa.fieldwork.register.checking import Verdict, check_code
from pimpasa.fieldwork.register.codes import as_typed, grouped
from pimpasa.fieldwork.register.models import Officer, OfficerPhoto
from pimpasa.fieldwork.register.views.saving import form_page

LONGEST = 40
STATUS = {Verdict.WAIT: 429}


# The code travels by POST: an address would stay in the phone's history and in logs.
@never_cache
@sensitive_post_parameters("kode")
@form_page
def officer_check(request: HttpRequest) -> HttpResponse:
    typed = request.POST.get("kode", "")[:LONGEST] if request.method == "POST" else ""
    if not typed.strip():
        return render(request, "fieldwork/register/officer_check.html", {"asked": request.method == "POST"})
    found = check_code(typed)
    page = {
        "answer": found,
        "typed": typed,
        "code": grouped(as_typed(typed)) if found.officer else "",
        "photo": _photo(found.officer) if found.officer else "",
    }
    status = STATUS.get(found.verdict, 200)
    return render(request, "fieldwork/register/officer_check.html", page, status=status)


def _photo(officer: Officer) -> str:
    """The face inside the page itself: it has no address that could be tried by guessing."""
    photo = OfficerPhoto.objects.filter(officer=officer).first()
    return "data:image/jpeg;base64," + base64.b64encode(bytes(photo.content)).decode() if photo else ""
