from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pimpasa.accounts.access import SignedInRequest, may
from pimpasa.foundation.access import only_for
from pimpasa.insight.due.listing import due_for
from pimpasa.insight.due.plan import plan_pdf
from pimpasa.insight.policies import PRINT_PLAN, SEE_DUE
from pimpasa.insight.printed import pdf_answer


@require_safe
@only_for(SEE_DUE)
def due(request: SignedInRequest) -> HttpResponse:
    shown = {"due": due_for(request.user), "today": timezone.localdate(), "may_print": may(request.user, PRINT_PLAN)}
    return render(request, "insight/due/due.html", shown)


@require_safe
@only_for(PRINT_PLAN)
def week_plan(request: SignedInRequest) -> HttpResponse:
    today = timezone.localdate()
    return pdf_answer(plan_pdf(request.user, today), f"rencana-{today:%Y-%m-%d}.pdf")
