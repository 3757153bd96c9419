"""Reports of abuse and the blocks they led to. Who reported does not decide; a block ends by itself."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pimpasa.accounts.access import SignedInRequest
from pimpasa.consultations.abuse.models import AbuseReport, Block
from pimpasa.consultations.actions import abuse
from pimpasa.consultations.policies import REVIEW_ABUSE
from pimpasa.foundation.access import only_for

ROWS_A_PAGE = 30


@require_safe
@only_for(REVIEW_ABUSE)
def abuse_reports(request: SignedInRequest) -> HttpResponse:
    visible = AbuseReport.objects.visible_to(request.user)
    rows = visible.select_related("consultation__place", "recorded_by", "decided_by")
    page = Paginator(rows.order_by("verdict", "-recorded_at"), ROWS_A_PAGE).get_page(request.GET.get("hal"))
    blocks = Block.objects.in_force(timezone.now()).filter(report__in=visible).select_related("report__decided_by")
    return render(request, "consultations/desk/abuse.html", {"page": page, "blocks": blocks, "query": ""})


@require_POST
@only_for(REVIEW_ABUSE)
def abuse_decide(request: SignedInRequest, pk: UUID) -> HttpResponse:
    report = get_object_or_404(AbuseReport.objects.visible_to(request.user), pk=pk)
    verdict = request.POST.get("putusan", "")
    if verdict not in ("blokir", "biarkan"):
        messages.error(request, _("Pilih blokir atau biarkan."))
        return redirect("abuse-reports")
    try:
        abuse.decide_on_abuse(report, block=verdict == "blokir", by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    except PermissionDenied:
        messages.error(request, _("Anda yang melaporkan, jadi orang lain yang memutuskan."))
    else:
        messages.success(request, _("Putusan tersimpan."))
    return redirect("abuse-reports")


@require_POST
@only_for(REVIEW_ABUSE)
def block_lift(request: SignedInRequest, pk: UUID) -> HttpResponse:
    within = AbuseReport.objects.visible_to(request.user)
    block = get_object_or_404(Block.objects.filter(report__in=within), pk=pk)
    abuse.lift_block(block, by=request.user)
    messages.success(request, _("Blokir dicabut."))
    return redirect("abuse-reports")
