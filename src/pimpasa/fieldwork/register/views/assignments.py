from datetime import date
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from pimpasa.accounts.access import SignedInRequest
from pimpasa.fieldwork.register import policies
from pimpasa.fieldwork.register.actions import assignments as actions
from pimpasa.fieldwork.register.forms.assignments import AssignForm, EndForm
from pimpasa.fieldwork.register.links import links_for
from pimpasa.fieldwork.register.models import Assignment, AssistedVillage, Decree, Officer
from pimpasa.fieldwork.register.queries import (
    decrees_running_out,
    most_villages,
    officers_over_load,
    villages_without_officer,
)
from pimpasa.fieldwork.register.views.listing import Choice, Filter, listing
from pimpasa.fieldwork.register.views.saving import FormPage, answer, form_page
from pimpasa.foundation.access import may, only_for, villages_where
from pimpasa.foundation.scope import Scope

ORDERS = {
    "desa": (gettext_lazy("nama desa"), ("assisted_village__village__name", "-starts_on")),
    "nama": (gettext_lazy("nama Pimpasa"), ("officer__printed_name", "-starts_on")),
    "baru": (gettext_lazy("terbaru dulu"), ("-starts_on",)),
}
NAMES = ("officer__printed_name", "assisted_village__village__name", "assisted_village__village__code")


@require_safe
@only_for(policies.SEE_ASSIGNMENTS)
def assignments(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    seen = Assignment.objects.visible_to(request.user)
    rows = seen.select_related("officer", "assisted_village__village", "cover_for__officer")
    page = {
        "listing": listing(request, rows, search=NAMES, orders=ORDERS, filters=[_by_time(today)]),
        "without_officer": villages_without_officer(request.user, today)[:50],
        "over_load": officers_over_load(request.user, today)[:50],
        "running_out": decrees_running_out(request.user, today)[:50],
        "most": most_villages(),
        "today": today,
        "may_assign": may(request.user, policies.ASSIGN),
    }
    return render(request, "fieldwork/register/assignments.html", page)


@require_safe
@only_for(policies.SEE_ASSIGNMENTS)
def assignment(request: HttpRequest, pk: UUID) -> HttpResponse:
    seen = Assignment.objects.visible_to(request.user)
    row = get_object_or_404(
        seen.select_related("officer", "assisted_village__village", "cover_for__officer", "decree"), pk=pk
    )
    page = {
        "assignment": row,
        "covers": row.covers.select_related("officer"),
        "is_over": not Assignment.objects.not_over(timezone.localdate()).filter(pk=pk).exists(),
        "may_end": villages_where(request.user, policies.ASSIGN).contains(row.assisted_village.village_id),
        "links": links_for(request.user, row),
    }
    return render(request, "fieldwork/register/assignment.html", page)


@form_page
@only_for(policies.ASSIGN)
def assignment_add(request: SignedInRequest) -> HttpResponse:
    scope = villages_where(request.user, policies.ASSIGN)
    form = _assign_form(request, scope)
    page = FormPage(_("Tugaskan Pimpasa"), _("Tugaskan"), reverse("assignments"), _("Semua penugasan"))

    def deed() -> Assignment:
        data = dict(form.cleaned_data)
        key, officer, village = data.pop("id"), data.pop("officer"), data.pop("assisted_village")
        return actions.assign(officer, village, key=key, by=request.user, **data)

    return answer(request, page, form, deed, _("Penugasan tercatat. Hak masuknya langsung berlaku."))


@form_page
@only_for(policies.ASSIGN)
def assignment_end(request: SignedInRequest, pk: UUID) -> HttpResponse:
    mine = villages_where(request.user, policies.ASSIGN).condition("assisted_village__village__code")
    rows = Assignment.objects.filter(mine).select_related("officer", "assisted_village__village")
    row = get_object_or_404(rows, pk=pk)
    form = EndForm.for_row(request.POST or None, None, row)
    title = f"{row.officer.printed_name}, {row.assisted_village.village.name}"
    intro = _("Hak masuknya ke desa ini berakhir bersama penugasan.")
    page = FormPage(_("Akhiri penugasan"), _("Akhiri"), row.get_absolute_url(), title, intro)

    def deed() -> Assignment:
        return actions.end_assignment(row, by=request.user, **form.cleaned_data)

    return answer(request, page, form, deed, _("Penugasan diakhiri."))


def _assign_form(request: SignedInRequest, scope: Scope) -> AssignForm:
    villages = AssistedVillage.objects.filter(scope.condition("village__code"))
    running = Assignment.objects.not_over(timezone.localdate())
    return AssignForm(
        request.POST or None,
        officers=Officer.objects.serving().filter(office__in=scope.offices),
        villages=villages.exclude(state__in=actions.NEEDS_NO_OFFICER).select_related("village"),
        decrees=Decree.objects.visible_to(request.user),
        running=running.filter(assisted_village__in=villages).select_related("officer", "assisted_village__village"),
        initial={"assisted_village": request.GET.get("desa"), "officer": request.GET.get("petugas")},
    )


def _by_time(today: date) -> Filter:
    running = Q(pk__in=Assignment.objects.not_over(today))
    choices = [Choice("jalan", _("berjalan"), running), Choice("habis", _("sudah berakhir"), ~running)]
    return Filter("waktu", _("Waktu"), choices)
