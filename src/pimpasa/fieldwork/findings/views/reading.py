from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from pimpasa.accounts.access import SignedInRequest, may
from pimpasa.fieldwork.findings import actions, policies
from pimpasa.fieldwork.findings.forms import FileForm, FilterForm
from pimpasa.fieldwork.findings.models import Finding
from pimpasa.fieldwork.findings.queries import FindingFilter, finding_page, findings_in, late_findings, waiting_words
from pimpasa.fieldwork.findings.states import CLOSED, HANDLED, REJECTED, RETURNED, VERIFIED
from pimpasa.fieldwork.reach import villages_within
from pimpasa.foundation.access import only_for

ROWS_A_PAGE = 30
STEP_WORDS = {
    RETURNED: _("Kembalikan untuk dilengkapi"),
    VERIFIED: _("Sudah diperiksa"),
    HANDLED: _("Mulai tangani"),
    CLOSED: _("Tutup temuan"),
    REJECTED: _("Tolak"),
}


@require_safe
@only_for(policies.SEE_FINDINGS)
def findings(request: SignedInRequest) -> HttpResponse:
    form = FilterForm(request.GET, villages_within(request.user, policies.SEE_FINDINGS))
    page = Paginator(findings_in(request.user, _narrowed(form)), ROWS_A_PAGE).get_page(request.GET.get("hal"))
    query = request.GET.copy()
    query.pop("hal", None)
    shown = {
        "form": form,
        "page": page,
        "rows": [(one, waiting_words(one)) for one in page],
        "query": query.urlencode(),
        "late": late_findings(request.user),
        "may_send": may(request.user, policies.SEND_FINDING),
    }
    return render(request, "fieldwork/findings/list.html", shown)


@require_safe
@only_for(policies.SEE_FINDINGS)
def finding(request: SignedInRequest, pk: UUID) -> HttpResponse:
    visible = Finding.objects.visible_to(request.user).select_related("village__parent", "recorded_by")
    found = get_object_or_404(visible, pk=pk)
    actions.note_reading(found, by=request.user)
    page = finding_page(found, request.user)
    shown = {
        "page": page,
        "steps": [(state, STEP_WORDS[state]) for state in page.next_states],
        "may_add_file": _takes_files(found, request),
        "file_form": FileForm(),
    }
    return render(request, "fieldwork/findings/finding.html", shown)


def _takes_files(found: Finding, request: SignedInRequest) -> bool:
    return found.recorded_by_id == request.user.pk and not found.standing.is_end and not found.is_trafficking


def _narrowed(form: FilterForm) -> FindingFilter:
    form.is_valid()
    data = form.cleaned_data
    village = data.get("desa")
    return FindingFilter(village.pk if village else "", data.get("jenis", ""), data.get("keadaan", ""))
