from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from pimpasa.accounts.access import SignedInRequest
from pimpasa.fieldwork.register import policies
from pimpasa.fieldwork.register.actions import officers as actions
from pimpasa.fieldwork.register.forms.officers import InaugurateForm, InaugurationForm
from pimpasa.fieldwork.register.models import Decree, Inauguration, Officer
from pimpasa.fieldwork.register.views.listing import listing
from pimpasa.fieldwork.register.views.saving import FormPage, answer, form_page, own_offices
from pimpasa.foundation.access import only_for, villages_where

ORDERS = {
    "baru": (gettext_lazy("terbaru dulu"), ("-held_on",)),
    "kantor": (gettext_lazy("kantor"), ("office__name", "-held_on")),
}


@require_safe
@only_for(policies.SEE_INAUGURATIONS)
def inaugurations(request: HttpRequest) -> HttpResponse:
    seen = Inauguration.objects.visible_to(request.user).select_related("office", "decree")
    rows = seen.annotate(number=Count("officers"))
    found = listing(request, rows, search=("place", "office__name", "decree__number"), orders=ORDERS)
    may_add = own_offices(request, policies.RECORD_INAUGURATION).exists()
    return render(request, "fieldwork/register/inaugurations.html", {"listing": found, "may_add": may_add})


@require_safe
@only_for(policies.SEE_INAUGURATIONS)
def inauguration(request: HttpRequest, pk: UUID) -> HttpResponse:
    seen = Inauguration.objects.visible_to(request.user).select_related("office", "decree")
    row = get_object_or_404(seen, pk=pk)
    mine = villages_where(request.user, policies.RECORD_INAUGURATION).contains_office(row.office_id)
    page = {
        "inauguration": row,
        "officers": row.officers.filter(pk__in=Officer.objects.visible_to(request.user)).select_related("office"),
        "may_change": mine,
    }
    return render(request, "fieldwork/register/inauguration.html", page)


@form_page
@only_for(policies.RECORD_INAUGURATION)
def inauguration_add(request: SignedInRequest) -> HttpResponse:
    offices = own_offices(request, policies.RECORD_INAUGURATION)
    decrees = Decree.objects.visible_to(request.user)
    form = InaugurationForm(request.POST or None, offices=offices, decrees=decrees)
    page = FormPage(_("Catat pengukuhan"), _("Simpan pengukuhan"), reverse("inaugurations"), _("Semua pengukuhan"))

    def deed() -> Inauguration:
        data = form.cleaned_data
        return actions.record_inauguration(
            data["decree"], data["held_on"], data["place"], data["office"], key=data["id"], by=request.user
        )

    return answer(request, page, form, deed, _("Pengukuhan tercatat. Tambahkan Pimpasa yang dikukuhkan."))


@form_page
@only_for(policies.RECORD_INAUGURATION)
def inauguration_officers(request: SignedInRequest, pk: UUID) -> HttpResponse:
    offices = villages_where(request.user, policies.RECORD_INAUGURATION).offices
    row = get_object_or_404(Inauguration.objects.select_related("decree"), pk=pk, office__in=offices)
    free = Officer.objects.serving().filter(office__in=offices, is_demonstration=row.decree.is_demonstration)
    form = InaugurateForm(request.POST or None, officers=free.exclude(inaugurations=row))
    if request.method == "POST" and form.is_valid() and _inaugurated(request, row, form):
        return redirect(row)
    title = _("Tambah Pimpasa yang dikukuhkan")
    page = FormPage(title, _("Tambahkan"), row.get_absolute_url(), _("Pengukuhan"))
    return render(request, page.template, {"page": page, "form": form})


def _inaugurated(request: SignedInRequest, row: Inauguration, form: InaugurateForm) -> bool:
    try:
        added = actions.inaugurate(row, list(form.cleaned_data["officers"]), by=request.user)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return False
    messages.success(request, _("%(number)d Pimpasa ditambahkan.") % {"number": added})
    return True
