from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from pimpasa.accounts.access import SignedInRequest
from pimpasa.fieldwork.register.codes import as_typed, grouped
from pimpasa.foundation.access import only_for
from pimpasa.foundation.ui.words import day
from pimpasa.learning.lessons.presenting import Presenter
from pimpasa.learning.teachers.actions import PASS_PERCENT, take_test
from pimpasa.learning.teachers.certificate import certificate
from pimpasa.learning.teachers.checking import check_code
from pimpasa.learning.teachers.models import Training, TrainingTest
from pimpasa.learning.teachers.path import LearningPath, next_questions, path_of
from pimpasa.learning.teachers.policies import TAKE_TEST
from pimpasa.learning.teachers.showing import given_answers, shown_answers, shown_questions
from pimpasa.learning.teachers.tickets import new_ticket, read_ticket

LONGEST_CODE = 40
SHOWN_TESTS = 5
STATUS = {"missing": 400, "old": 409, "stale": 409}
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@only_for(TAKE_TEST)
def learning_path(request: SignedInRequest) -> HttpResponse:
    path = path_of(request.user)
    tests = TrainingTest.objects.of(request.user)[:SHOWN_TESTS]
    broken = {line.lesson.id for line in path.lines if Presenter(line.lesson, path.today).broken}
    shown = {"path": path, "tests": tests, "percent": PASS_PERCENT, "code": _code(path), "broken": broken}
    return render(request, "learning/teachers/path.html", shown)


@form_page
@only_for(TAKE_TEST)
def learning_test(request: SignedInRequest) -> HttpResponse:
    """Ten questions on one page; what was chosen comes back with every refusal."""
    if request.method != "POST":
        return _test_page(request)
    try:
        ticket = read_ticket(request.POST.get("halaman", ""), request.user)
        test = take_test(ticket, given_answers(request.POST.dict()), by=request.user)
    except ValidationError as refused:
        return _refused(request, refused)
    return redirect("learning-test-result", pk=test.pk)


@require_safe
@only_for(TAKE_TEST)
def learning_test_result(request: SignedInRequest, pk: UUID) -> HttpResponse:
    test = get_object_or_404(TrainingTest, pk=pk, person=request.user)
    shown = {
        "test": test,
        "training": Training.objects.filter(test=test).first(),
        "answers": shown_answers(test),
        "path": path_of(request.user),
        "percent": PASS_PERCENT,
    }
    return render(request, "learning/teachers/result.html", shown)


@require_safe
@only_for(TAKE_TEST)
def learning_certificate(request: SignedInRequest, pk: UUID) -> HttpResponse:
    training = get_object_or_404(Training.objects.select_related("person"), pk=pk, person=request.user)
    address = request.build_absolute_uri(reverse("training-check"))
    response = HttpResponse(certificate(training, address), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="sertifikat-{pk}.pdf"'
    response["Cache-Control"] = "private, no-store"
    # Browsers show a PDF in a page of their own, which our policy for HTML may break; a PDF of ours runs nothing.
    response._csp_exempt = True  # type: ignore[attr-defined] # this is how django-csp is told
    return response


# The code travels by POST: an address would stay in the phone's history and in logs.
@never_cache
@sensitive_post_parameters("kode")
@form_page
def training_check(request: HttpRequest) -> HttpResponse:
    typed = request.POST.get("kode", "")[:LONGEST_CODE] if request.method == "POST" else ""
    if not typed.strip():
        return render(request, "learning/teachers/check.html", {"asked": request.method == "POST"})
    found = check_code(typed)
    code = grouped(as_typed(typed)) if found.training else ""
    return render(request, "learning/teachers/check.html", {"answer": found, "typed": typed, "code": code})


def _code(path: LearningPath) -> str:
    return grouped(path.training.short_code) if path.training else ""


def _test_page(request: SignedInRequest, refusal: str = "", code: str = "") -> HttpResponse:
    path = path_of(request.user)
    questions = next_questions(request.user, path)
    if path.must_wait or not questions:
        return _back_to_path(request, path)
    is_same = code == "missing"
    shown = {
        # To other questions there are no answers yet.
        "questions": shown_questions(questions, request.POST.dict() if code in ("missing", "old") else {}),
        "ticket": request.POST["halaman"] if is_same else new_ticket(questions).sealed(request.user),
        "refusal": refusal,
        "percent": PASS_PERCENT,
        "lessons": len(path.lines),
    }
    return render(request, "learning/teachers/test.html", shown, status=STATUS.get(code, 200))


def _refused(request: SignedInRequest, refused: ValidationError) -> HttpResponse:
    return _test_page(request, refused.messages[0], getattr(refused, "code", ""))


def _back_to_path(request: SignedInRequest, path: LearningPath) -> HttpResponseRedirect:
    if path.must_wait:
        messages.info(request, _("Tes boleh diulang sesudah sehari: mulai %s.") % day(path.test_from))
    return redirect("learning-path")
