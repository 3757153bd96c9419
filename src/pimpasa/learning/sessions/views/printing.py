"""The papers of an evening. They name nobody, so they are printed without a word in the audit."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from pimpasa.accounts.access import SignedInRequest
from pimpasa.foundation.access import only_for
from pimpasa.learning.sessions import paper
from pimpasa.learning.sessions.models import SessionKit
from pimpasa.learning.sessions.policies import RUN_SESSION
from pimpasa.learning.sessions.queries import public_path


@require_safe
@only_for(RUN_SESSION)
def session_sign_up(request: SignedInRequest, pk: UUID) -> HttpResponse:
    kit = _own(request, pk)
    return _pdf(paper.sign_up_sheet(kit), f"daftar-hadir-{kit.code}.pdf")


@require_safe
@only_for(RUN_SESSION)
def session_paper_tests(request: SignedInRequest, pk: UUID) -> HttpResponse:
    kit = _own(request, pk)
    return _pdf(paper.paper_tests(kit, request.build_absolute_uri(public_path(kit))), f"tes-{kit.code}.pdf")


@require_safe
@only_for(RUN_SESSION)
def session_tally_sheets(request: SignedInRequest, pk: UUID) -> HttpResponse:
    kit = _own(request, pk)
    return _pdf(paper.tally_sheets(kit), f"lembar-hitung-{kit.code}.pdf")


def _own(request: SignedInRequest, pk: UUID) -> SessionKit:
    kits = SessionKit.objects.for_running(request.user).select_related("village__parent")
    return get_object_or_404(kits, pk=pk)


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    # Browsers show a PDF in a page of their own, which our policy for HTML may break; a PDF of ours runs nothing.
    response._csp_exempt = True  # type: ignore[attr-defined] # this is how django-csp is told
    return response
