from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from pimpasa.foundation import installation
from pimpasa.foundation.printing import print_pdf

from .sheet import sheet_data

SHEET = Path(__file__).with_name("checklist.typ")


@require_safe
def offer_checklist(request: HttpRequest) -> HttpResponse:
    """An empty list to tick by hand, in Indonesian. Nothing that anybody asked is on it."""
    day, page = localdate(), request.build_absolute_uri(reverse("offer-check"))
    with translation.override("id"):
        data = sheet_data(day) | {
            "address": page.partition("://")[2].rstrip("/"),
            "operator": installation.current().operator,
        }
    response = HttpResponse(print_pdf(SHEET, data), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="daftar-periksa-tawaran-{day}.pdf"'
    response["Cache-Control"] = "private, max-age=3600"
    # Browsers show a PDF in a page of their own, which our policy for HTML may break; a PDF of ours runs nothing.
    response._csp_exempt = True  # type: ignore[attr-defined] # this is how django-csp is told
    return response
