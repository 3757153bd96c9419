"""For staff: filings that wait, filing one at the desk, confirming, taking back."""

from uuid import UUID

import uuid6
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pimpasa.accounts.access import SignedInRequest, may, may_in
from pimpasa.foundation.access import only_for
from pimpasa.offers.recruiters import policies
from pimpasa.offers.recruiters.actions import filing as actions
from pimpasa.offers.recruiters.desk_list import FilingFilter, filings_for
from pimpasa.offers.recruiters.models import RecruiterFiling

from . import places
from .typed import SEND, Typed, read_typed

ROWS_A_PAGE = 30


@require_safe
@only_for(policies.SEE_RECRUITERS)
def recruiters(request: SignedInRequest) -> HttpResponse:
    narrowed = FilingFilter.read(request.GET)
    page = Paginator(filings_for(request.user, narrowed), ROWS_A_PAGE).get_page(request.GET.get("hal"))
    shown = {
        "page": page,
        "narrowed": narrowed,
        "query": narrowed.query,
        "may_file": may(request.user, policies.FILE_RECRUITER),
        "may_confirm": may(request.user, policies.CONFIRM_FILING),
        "may_see_signals": may(request.user, policies.SEE_SIGNALS),
    }
    return render(request, "offers/recruiters/filings.html", shown)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@only_for(policies.FILE_RECRUITER)
def recruiter_file(request: SignedInRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request, Typed(uuid6.uuid7()))
    typed = read_typed(request, uuid6.uuid7())
    problem = _problem(typed, request)
    if typed.step != SEND or problem or typed.village is None:
        return _form(request, typed, problem)
    new = actions.NewFiling(typed.key, typed.village, typed.chosen)
    filing = actions.file_recruiter(new, basis=typed.basis, by=request.user)
    messages.success(request, _("Tersimpan dengan nomor %(label)s.") % {"label": filing.label})
    return redirect("recruiters")


@require_safe
@only_for(policies.SEE_RECRUITERS)
def recruiter_filing(request: SignedInRequest, pk: UUID) -> HttpResponse:
    return _filing(request, _visible(request, pk))


@require_POST
@only_for(policies.CONFIRM_FILING)
def recruiter_filing_confirm(request: SignedInRequest, pk: UUID) -> HttpResponse:
    filing = get_object_or_404(RecruiterFiling.objects.for_confirming(request.user), pk=pk)
    try:
        actions.confirm_filing(filing, basis=request.POST.get("dasar", ""), by=request.user)
    except ValidationError as refused:
        return _filing(request, filing, _first(refused))
    messages.success(request, _("Kiriman %(label)s dikonfirmasi.") % {"label": filing.label})
    return redirect("recruiters")


@require_POST
@only_for(policies.FILE_RECRUITER)
def recruiter_filing_cut(request: SignedInRequest, pk: UUID) -> HttpResponse:
    filing = _visible(request, pk)
    try:
        actions.cut_filing(filing, reason=request.POST.get("alasan", ""), by=request.user)
    except ValidationError as refused:
        return _filing(request, filing, _first(refused))
    messages.success(request, _("Kiriman %(label)s dicabut.") % {"label": filing.label})
    return redirect("recruiters")


def _visible(request: SignedInRequest, pk: UUID) -> RecruiterFiling:
    visible = RecruiterFiling.objects.visible_to(request.user).select_related("village__parent")
    return get_object_or_404(visible, pk=pk)


def _filing(request: SignedInRequest, filing: RecruiterFiling, problem: str = "") -> HttpResponse:
    may_confirm = filing.is_waiting and may_in(request.user, policies.CONFIRM_FILING, filing.village_id)
    shown = {
        "filing": filing,
        "problem": problem,
        "bases": RecruiterFiling.Basis.choices if may_confirm else (),
        "reasons": RecruiterFiling.CutReason.choices if filing.cut_at is None else (),
    }
    return render(request, "offers/recruiters/filing.html", shown, status=400 if problem else 200)


def _problem(typed: Typed, request: SignedInRequest) -> str:
    if not typed.found:
        return _("Di tulisan ini tidak ada nomor telepon, rekening, akun, atau nama perusahaan.")
    if typed.step != SEND:
        return ""
    if not typed.chosen:
        return _("Centang sedikitnya satu.")
    if typed.village is None or not may_in(request.user, policies.FILE_RECRUITER, typed.village.pk):
        return _("Pilih desa di wilayah tugas Anda.")
    return "" if typed.basis in RecruiterFiling.Basis.values else _("Pilih dasarnya.")


def _form(request: SignedInRequest, typed: Typed, problem: str = "") -> HttpResponse:
    own = places.own_villages(request.user)
    typed.code = typed.code or (own[0].code if len(own) == 1 else "")
    searched = places.found(typed.search, places.reach(request.user))
    given = {
        "typed": typed,
        "problem": problem,
        "offered": own + [one for one in searched if one not in own],
        "searches": places.searches(request.user),
        "bases": RecruiterFiling.Basis.choices if may(request.user, policies.CONFIRM_FILING) else (),
    }
    return render(request, "offers/recruiters/file.html", given, status=400 if problem else 200)


def _first(refused: ValidationError) -> str:
    return str(refused.messages[0])
