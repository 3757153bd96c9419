"""The test on a phone: no account, no cookie, no script needed. What was filled in comes back with every refusal.

Protects whoever answers: nothing of the request but the answers is kept, and no address is counted, because a whole
hall may stand behind one.
"""

from typing import Any

import uuid6
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from pimpasa.learning.sessions.actions.responses import take_response
from pimpasa.learning.sessions.codes import as_code
from pimpasa.learning.sessions.models import Response, SessionKit
from pimpasa.learning.sessions.sending import Ticket, read_sent
from pimpasa.learning.sessions.showing import test_page, thanks

# Twenty questions with all that belongs to them are a tenth of it.
LARGEST = 20_000
STATUS = {"taken": 409, "other": 409, "full": 429, "closed": 410}


@require_safe
def test_code(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("kode", "")[:40]
    if typed and (kit := _kit(typed)):
        return redirect("test-answer", code=kit.code)
    return _no_such_code(request, typed, 404 if typed else 200)


# No account stands behind this form, so there is no authority to misuse and no cookie to set.
@csrf_exempt
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def test_answer(request: HttpRequest, code: str) -> HttpResponse:
    kit = _kit(code)
    if kit is None:
        return _no_such_code(request, code[:40], 404)
    if code != kit.code:
        return redirect("test-answer", code=kit.code)
    if request.method == "POST":
        return _taken(request, kit) if _is_readable(request) else _too_large(request)
    return _page(request, kit)


def _kit(typed: str) -> SessionKit | None:
    return SessionKit.objects.filter(code=as_code(typed)).select_related("village").first()


def _is_readable(request: HttpRequest) -> bool:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0) <= LARGEST and request.POST is not None
    except (SuspiciousOperation, MultiPartParserError, ValueError):
        return False


def _taken(request: HttpRequest, kit: SessionKit) -> HttpResponse:
    try:
        response = take_response(kit, read_sent(kit, request.POST))
    except ValidationError as refused:
        return _refused(request, kit, refused)
    if _wants_json(request):
        told = thanks(response)
        return JsonResponse({"counted": told.counted, "token": told.token}, status=201)
    return render(request, "learning/sessions/thanks.html", _confirmed(kit, response))


def _confirmed(kit: SessionKit, response: Response) -> dict[str, Any]:
    return {"kit": kit, "told": thanks(response), "response": response}


def _refused(request: HttpRequest, kit: SessionKit, refused: ValidationError) -> HttpResponse:
    code, words = getattr(refused, "code", None) or "", refused.messages[0]
    status = STATUS.get(code, 400)
    if _wants_json(request):
        return JsonResponse({"error": words, "code": code}, status=status)
    return _page(request, kit, refusal=words, refused=code, status=status)


def _page(
    request: HttpRequest, kit: SessionKit, *, refusal: str = "", refused: str = "", status: int = 200
) -> HttpResponse:
    """The test that is open now, with what was typed; where none is open, when there will be one."""
    phase = _phase_to_show(kit, request)
    if phase is None:
        shown = {"kit": kit, "refusal": refusal}
        return render(request, "learning/sessions/not_open.html", shown, status=status)
    shown = {
        "kit": kit,
        "page": test_page(kit, phase, request.POST),
        "ticket": Ticket(kit).of(phase),
        "key": request.POST.get("id") if refusal and refused not in ("other", "old") else uuid6.uuid7(),
        "way": request.POST.get("cara") or request.GET.get("cara", "phone"),
        "refusal": refusal,
    }
    return render(request, "learning/sessions/test.html", shown, status=status)


def _phase_to_show(kit: SessionKit, request: HttpRequest) -> str | None:
    """What was filled in stays with the test it was filled in for, as long as that one is still taken."""
    try:
        given = Ticket(kit).phase(request.POST.get("halaman", ""))
    except ValidationError:
        return kit.open_phase()
    return given if kit.takes(given, is_late=False) else kit.open_phase()


def _no_such_code(request: HttpRequest, typed: str, status: int) -> HttpResponse:
    return render(request, "learning/sessions/enter_code.html", {"typed": typed}, status=status)


def _too_large(request: HttpRequest) -> HttpResponse:
    words = _("Kiriman ini terlalu besar, jadi tidak dibaca. Isian di HP Anda masih ada: kembali, lalu kirim lagi.")
    if _wants_json(request):
        return JsonResponse({"error": words, "code": "large"}, status=413)
    return render(request, "learning/sessions/too_large.html", {"refusal": words}, status=413)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"
