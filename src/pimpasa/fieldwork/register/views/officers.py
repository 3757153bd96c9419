from typing import cast
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from pimpasa.accounts.access import SignedInRequest
from pimpasa.fieldwork.register import policies
from pimpasa.fieldwork.register.actions import officers as actions
from pimpasa.fieldwork.register.checking import verdict_on
from pimpasa.fieldwork.register.codes import grouped
from pimpasa.fieldwork.register.forms.officers import OfficerAddForm, OfficerChangeForm, RenewCodeForm, WithdrawForm
from pimpasa.fieldwork.register.links import links_for
from pimpasa.fieldwork.register.models import Officer, OfficerPhoto
from pimpasa.fieldwork.register.queries import most_villages, officers_over_load, with_load
from pimpasa.fieldwork.register.views.additions import marked
from pimpasa.fieldwork.register.views.listing import Choice, Filter, listing
from pimpasa.fieldwork.register.views.saving import FormPage, answer, form_page, own_offices
from pimpasa.foundation.access import Action, only_for, villages_where
from pimpasa.regions.models import ImmigrationOffice

ORDERS = {
    "nama": (gettext_lazy("nama"), ("printed_name",)),
    "beban": (gettext_lazy("desa terbanyak"), ("-load", "printed_name")),
    "kantor": (gettext_lazy("kantor"), ("office__name", "printed_name")),
}


@require_safe
@only_for(policies.SEE_OFFICERS)
def officers(request: HttpRequest) -> HttpResponse:
    today, seen = timezone.localdate(), Officer.objects.visible_to(request.user)
    rows = with_load(seen.select_related("office", "user"), today)
    filters = [_by_office(seen), _by_service()]
    found = listing(request, rows, search=("printed_name", "office__name"), orders=ORDERS, filters=filters)
    page = {
        "listing": found,
        "officers": marked(request.user, list(found.page)),
        "over_load": officers_over_load(request.user, today),
        "most": most_villages(),
        "may_add": own_offices(request, policies.RECORD_OFFICER).exists(),
    }
    return render(request, "fieldwork/register/officers.html", page)


@require_safe
@only_for(policies.SEE_OFFICERS)
def officer(request: HttpRequest, pk: UUID) -> HttpResponse:
    seen = Officer.objects.visible_to(request.user).select_related("office", "user")
    row = get_object_or_404(seen, pk=pk)
    assignments = row.assignments.visible_to(request.user).select_related("assisted_village__village")
    is_own = _mine(request, policies.RECORD_OFFICER).filter(pk=pk).exists()
    page = {
        "officer": row,
        "verdict": verdict_on(row),
        # The code stands on the badge; on screens only the office that prints it reads it.
        "code": grouped(row.short_code) if is_own else "",
        "has_photo": OfficerPhoto.objects.filter(officer=row).exists(),
        "inaugurations": row.inaugurations.select_related("decree"),
        "assignments": assignments,
        "links": links_for(request.user, row),
        "may_change": is_own,
        "may_withdraw": not row.withdrawn_on and _mine(request, policies.WITHDRAW_OFFICER).filter(pk=pk).exists(),
    }
    return render(request, "fieldwork/register/officer.html", page)


@require_safe
@only_for(policies.SEE_OFFICERS)
def officer_photo(request: HttpRequest, pk: UUID) -> HttpResponse:
    seen = Officer.objects.visible_to(request.user)
    return photo_response(get_object_or_404(OfficerPhoto.objects.filter(officer__in=seen), officer=pk))


def photo_response(photo: OfficerPhoto) -> HttpResponse:
    response = HttpResponse(bytes(photo.content), content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@form_page
@only_for(policies.RECORD_OFFICER)
def officer_add(request: SignedInRequest) -> HttpResponse:
    offices = own_offices(request, policies.RECORD_OFFICER)
    form = OfficerAddForm(request.POST or None, request.FILES or None, offices=offices)
    intro = _("Orang yang belum punya akun mendapat akun tanpa sandi. Undang dia sesudahnya.")
    page = FormPage(
        _("Catat Pimpasa"), _("Simpan Pimpasa"), reverse("officers"), _("Semua Pimpasa"), intro, has_files=True
    )

    def deed() -> Officer:
        data = form.cleaned_data
        return actions.record_officer(
            data["email"], form.plate(), data["office"], photo=data["photo"], key=data["id"], by=request.user
        )

    return answer(request, page, form, deed, _("Pimpasa tercatat."))


@form_page
@only_for(policies.RECORD_OFFICER)
def officer_edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(_mine(request, policies.RECORD_OFFICER), pk=pk)
    form = cast(OfficerChangeForm, OfficerChangeForm.for_row(request.POST or None, request.FILES or None, row))
    page = FormPage(
        _("Perbaiki data Pimpasa"), _("Simpan perubahan"), row.get_absolute_url(), row.printed_name, has_files=True
    )

    def deed() -> Officer:
        data = form.cleaned_data
        return actions.change_officer(row, form.plate(), version=data["version"], photo=data["photo"], by=request.user)

    return answer(request, page, form, deed, _("Perubahan tersimpan."))


@form_page
@only_for(policies.RECORD_OFFICER)
def officer_renew_code(request: SignedInRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(_mine(request, policies.RECORD_OFFICER), pk=pk)
    form = RenewCodeForm.for_row(request.POST or None, None, row)
    intro = _("Pakai ini jika kartu hilang. Kode lama tidak berlaku lagi. Cetak kartu dan piagam yang baru.")
    page = FormPage(_("Ganti kode periksa"), _("Ganti kode"), row.get_absolute_url(), row.printed_name, intro)

    def deed() -> Officer:
        return actions.renew_code(row, version=form.cleaned_data["version"], by=request.user)

    return answer(request, page, form, deed, _("Kode periksa diganti."))


@form_page
@only_for(policies.WITHDRAW_OFFICER)
def officer_withdraw(request: SignedInRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(_mine(request, policies.WITHDRAW_OFFICER), pk=pk)
    form = WithdrawForm.for_row(request.POST or None, None, row)
    intro = _("Semua penugasannya berakhir pada hari itu, dan kartunya tidak berlaku lagi.")
    page = FormPage(_("Berhenti sebagai Pimpasa"), _("Catat berhenti"), row.get_absolute_url(), row.printed_name, intro)

    def deed() -> Officer:
        return actions.withdraw_officer(row, by=request.user, **form.cleaned_data)

    return answer(request, page, form, deed, _("Tercatat berhenti."))


def _mine(request: HttpRequest, action: Action) -> QuerySet[Officer]:
    """The officers of the offices for which the person may do it; any other is not found."""
    offices = villages_where(request.user, action).offices
    return Officer.objects.filter(office__in=offices).select_related("office", "user")


def _by_office(seen: QuerySet[Officer]) -> Filter:
    offices = ImmigrationOffice.objects.filter(officers__in=seen).distinct().order_by("name")
    return Filter("kantor", _("Kantor"), [Choice(one.code, one.name, Q(office=one)) for one in offices])


def _by_service() -> Filter:
    serving = Choice("ya", _("masih bertugas"), Q(withdrawn_on__isnull=True))
    left = Choice("tidak", _("sudah berhenti"), Q(withdrawn_on__isnull=False))
    return Filter("tugas", _("Tugas"), [serving, left])
