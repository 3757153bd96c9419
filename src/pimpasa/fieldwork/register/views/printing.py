from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from pimpasa.fieldwork.register import policies, printing
from pimpasa.fieldwork.register.models import Officer
from pimpasa.foundation.access import only_for, villages_where


@require_safe
@only_for(policies.PRINT_CERTIFICATE)
def officer_certificate(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _pdf(printing.certificate(_own(request, pk), _address(request)), f"piagam-{pk}.pdf")


@require_safe
@only_for(policies.PRINT_CERTIFICATE)
def officer_badge(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _pdf(printing.badge(_own(request, pk), _address(request)), f"kartu-{pk}.pdf")


def _own(request: HttpRequest, pk: UUID) -> Officer:
    """Only the officer's own office prints: the code stands on the paper."""
    offices = villages_where(request.user, policies.PRINT_CERTIFICATE).offices
    return get_object_or_404(Officer.objects.select_related("office", "user"), pk=pk, office__in=offices)


def _address(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("officer-check"))


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    # Browsers show a PDF in a page of their own, which our policy for HTML may break; a PDF of ours runs nothing.
    response._csp_exempt = True  # type: ignore[attr-defined] # this is how django-csp is told
    return response
