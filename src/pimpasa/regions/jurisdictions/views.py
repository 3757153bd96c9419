from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pimpasa.foundation.access import only_for, villages_where
from pimpasa.regions.jurisdictions import policies
from pimpasa.regions.jurisdictions.actions import decide_jurisdiction
from pimpasa.regions.jurisdictions.forms import DecisionForm
from pimpasa.regions.jurisdictions.queries import within_reach
from pimpasa.regions.models import OfficeJurisdiction

ROWS_A_PAGE = 50


@require_safe
@only_for(policies.SEE_JURISDICTIONS)
def jurisdictions(request: HttpRequest) -> HttpResponse:
    states = within_reach(request.user)
    page = Paginator(states, ROWS_A_PAGE).get_page(request.GET.get("hal"))
    waiting = sum(state.waits for state in states)
    return render(request, "regions/jurisdictions.html", {"page": page, "waiting": waiting})


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(policies.DECIDE_JURISDICTION)
def jurisdiction_decide(request: HttpRequest, office: str, regency: str) -> HttpResponse:
    reachable = villages_where(request.user, policies.DECIDE_JURISDICTION).limit_offices(
        OfficeJurisdiction.objects.all()
    )
    row = get_object_or_404(reachable.select_related("office", "regency"), office=office, regency=regency)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _decided(request, row, form):
        messages.success(request, _("Keputusan tersimpan."))
        return redirect("jurisdictions")
    return render(request, "regions/jurisdiction_decide.html", {"row": row, "form": form})


def _decided(request: HttpRequest, row: OfficeJurisdiction, form: DecisionForm) -> bool:
    data = form.cleaned_data
    try:
        decide_jurisdiction(row, verdict=data["verdict"], reason=data["reason"], key=data["id"], by=request.user)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return False
    return True
