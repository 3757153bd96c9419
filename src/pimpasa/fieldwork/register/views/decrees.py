from typing import cast
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from pimpasa.accounts.access import SignedInRequest
from pimpasa.fieldwork.register import policies
from pimpasa.fieldwork.register.actions import decrees as actions
from pimpasa.fieldwork.register.forms.decrees import DecreeAddForm, DecreeChangeForm
from pimpasa.fieldwork.register.models import Decree, DecreeFile
from pimpasa.fieldwork.register.queries import decrees_running_out
from pimpasa.fieldwork.register.views.listing import listing
from pimpasa.fieldwork.register.views.saving import FormPage, answer, form_page, own_offices
from pimpasa.foundation.access import only_for, villages_where

ORDERS = {
    "baru": (gettext_lazy("terbaru dulu"), ("-dated_on",)),
    "nomor": (gettext_lazy("nomor"), ("number",)),
    "habis": (gettext_lazy("paling cepat habis"), ("ends_on",)),
}


@require_safe
@only_for(policies.SEE_DECREES)
def decrees(request: HttpRequest) -> HttpResponse:
    rows = Decree.objects.visible_to(request.user).select_related("office")
    found = listing(request, rows, search=("number", "subject", "office__name"), orders=ORDERS)
    page = {
        "listing": found,
        "running_out": decrees_running_out(request.user, timezone.localdate()),
        "may_add": own_offices(request, policies.RECORD_DECREE).exists(),
    }
    return render(request, "fieldwork/register/decrees.html", page)


@require_safe
@only_for(policies.SEE_DECREES)
def decree(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Decree.objects.visible_to(request.user).select_related("office"), pk=pk)
    page = {
        "decree": row,
        "file": DecreeFile.objects.filter(decree=row).defer("content").first(),
        "villages": row.assisted_villages.visible_to(request.user).select_related("village"),
        "inaugurations": row.inaugurations.visible_to(request.user),
        "may_change": _own(request).filter(pk=pk).exists(),
    }
    return render(request, "fieldwork/register/decree.html", page)


@require_safe
@only_for(policies.SEE_DECREES)
def decree_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The scan, to be saved: a browser never opens it inside our site."""
    seen = Decree.objects.visible_to(request.user)
    file = get_object_or_404(DecreeFile.objects.filter(decree__in=seen), decree=pk)
    response = HttpResponse(bytes(file.content), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="sk-{pk}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@form_page
@only_for(policies.RECORD_DECREE)
def decree_add(request: SignedInRequest) -> HttpResponse:
    offices = own_offices(request, policies.RECORD_DECREE)
    form = DecreeAddForm(request.POST or None, request.FILES or None, offices=offices)
    page = FormPage(_("Catat SK"), _("Simpan SK"), reverse("decrees"), _("Semua SK"), has_files=True)

    def deed() -> Decree:
        data = form.cleaned_data
        return actions.record_decree(data["office"], form.text(), scan=data["file"], key=data["id"], by=request.user)

    return answer(request, page, form, deed, _("SK tercatat."))


@form_page
@only_for(policies.RECORD_DECREE)
def decree_edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(_own(request), pk=pk)
    form = cast(DecreeChangeForm, DecreeChangeForm.for_row(request.POST or None, request.FILES or None, row))
    page = FormPage(_("Perbaiki SK"), _("Simpan perubahan"), row.get_absolute_url(), row.number, has_files=True)

    def deed() -> Decree:
        data = form.cleaned_data
        return actions.change_decree(row, form.text(), version=data["version"], scan=data["file"], by=request.user)

    return answer(request, page, form, deed, _("Perubahan tersimpan."))


def _own(request: HttpRequest) -> QuerySet[Decree]:
    scope = villages_where(request.user, policies.RECORD_DECREE)
    return Decree.objects.filter(office__in=scope.offices)
