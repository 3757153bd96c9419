"""Sending a finding: the kind first, because it decides what is asked, and completing one that came back."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pimpasa.accounts.access import SignedInRequest
from pimpasa.fieldwork.findings import actions, policies
from pimpasa.fieldwork.findings.forms import FindingForm, as_sent
from pimpasa.fieldwork.findings.kinds import Category
from pimpasa.fieldwork.findings.models import Finding
from pimpasa.fieldwork.findings.states import RETURNED
from pimpasa.foundation.access import only_for

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@only_for(policies.SEND_FINDING)
def finding_begin(request: SignedInRequest) -> HttpResponse:
    return render(request, "fieldwork/findings/begin.html", {"categories": Category.choices})


@form_page
@only_for(policies.SEND_FINDING)
def finding_send(request: SignedInRequest, category: str) -> HttpResponse:
    if category not in Category.values:
        raise Http404
    form = FindingForm(request.POST or None, user=request.user, category=category)
    if request.method == "POST" and form.is_valid() and (sent := _sent(request, form)):
        messages.success(request, _("Temuan terkirim. Setiap langkah tampil di halaman ini."))
        return redirect("finding", pk=sent.pk)
    return render(request, "fieldwork/findings/send.html", {"form": form, "is_trafficking": _is_trafficking(category)})


@form_page
@only_for(policies.SEND_FINDING)
def finding_complete(request: SignedInRequest, pk: UUID) -> HttpResponse:
    finding = get_object_or_404(Finding.objects.sent_by(request.user), pk=pk)
    if finding.state != RETURNED and request.method != "POST":
        raise Http404
    form = FindingForm(request.POST or None, user=request.user, category=finding.category, initial=as_sent(finding))
    # The village stays: whoever reads the finding was chosen by it.
    form.fields["village"].disabled = True
    if request.method == "POST" and form.is_valid() and _completed(request, form, finding):
        messages.success(request, _("Temuan dikirim lagi."))
        return redirect("finding", pk=pk)
    shown = {"form": form, "finding": finding, "is_trafficking": finding.is_trafficking}
    return render(request, "fieldwork/findings/send.html", {**shown, "last_step": finding.steps.last()})


def _is_trafficking(category: str) -> bool:
    return category == Category.TRAFFICKING


def _seen(request: SignedInRequest, finding: Finding) -> int:
    """The version that the page showed; without it, the present one."""
    seen = request.POST.get("version", "")
    return int(seen) if seen.isdecimal() and len(seen) < 9 else finding.version


def _sent(request: SignedInRequest, form: FindingForm) -> Finding | None:
    try:
        return actions.send_finding(form.new_finding(), by=request.user)
    except ValidationError as refused:
        form.take_errors(refused)
        return None


def _completed(request: SignedInRequest, form: FindingForm, finding: Finding) -> bool:
    if finding.state != RETURNED:
        told = _("Orang lain lebih dulu: temuan ini sekarang “%(state)s”. Isian Anda masih ada untuk disalin.")
        form.add_error(None, told % {"state": finding.state_label})
        return False
    try:
        actions.complete_finding(finding, form.new_finding(), version=_seen(request, finding), by=request.user)
    except ValidationError as refused:
        form.take_errors(refused)
        return False
    except actions.ChangedMeanwhileError:
        form.add_error(None, _("Temuan ini baru saja berubah. Isian Anda masih ada di bawah."))
        return False
    return True
