import csv
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from pimpasa.accounts.access import SignedInRequest
from pimpasa.fieldwork.register import policies
from pimpasa.fieldwork.register.forms.imports import ImportForm, ResolveForm
from pimpasa.fieldwork.register.imports import actions
from pimpasa.fieldwork.register.imports.asking import ask_to_apply
from pimpasa.fieldwork.register.imports.checking.rows import WRONG
from pimpasa.fieldwork.register.imports.reading import TITLES
from pimpasa.fieldwork.register.models import DoubtfulVillage, Import, ImportProgress
from pimpasa.fieldwork.register.views.listing import listing
from pimpasa.fieldwork.register.views.saving import FormPage, answer, form_page, own_offices
from pimpasa.foundation.access import only_for
from pimpasa.regions.models import Region

ROWS_A_PAGE = 100
ORDERS = {
    "baru": (gettext_lazy("terbaru dulu"), ("-recorded_at",)),
    "nama": (gettext_lazy("nama berkas"), ("file_name",)),
}
DOUBT_ORDERS = {
    "lama": (gettext_lazy("terlama dulu"), ("recorded_at", "line")),
    "nama": (gettext_lazy("nama"), ("village",)),
}
STATUS_WORDS = {
    "new": gettext_lazy("baru"),
    "known": gettext_lazy("sudah ada"),
    "doubtful": gettext_lazy("desanya meragukan"),
    "wrong": gettext_lazy("salah"),
    "": gettext_lazy("belum diperiksa"),
}


@require_safe
@only_for(policies.IMPORT)
def imports(request: HttpRequest) -> HttpResponse:
    rows = Import.objects.visible_to(request.user).select_related("office", "by").defer("rows", "errors")
    found = listing(request, rows, search=("file_name", "office__name"), orders=ORDERS)
    waiting = DoubtfulVillage.objects.visible_to(request.user).waiting().count()
    return render(request, "fieldwork/register/imports.html", {"listing": found, "waiting": waiting})


@form_page
@only_for(policies.IMPORT)
def import_add(request: SignedInRequest) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None, offices=own_offices(request, policies.IMPORT))
    page = FormPage(
        _("Impor daftar"),
        _("Baca dan periksa"),
        reverse("imports"),
        _("Semua impor"),
        _("Daftar dibaca dan diperiksa dulu. Tidak ada yang tersimpan sebelum Anda menyetujuinya."),
        template="fieldwork/register/import_add.html",
        has_files=True,
    )

    def deed() -> Import:
        data = form.cleaned_data
        return actions.read_import(form.upload(), data["office"], key=data["id"], by=request.user)

    return answer(request, page, form, deed, _("Berkas terbaca."))


@require_safe
@only_for(policies.IMPORT)
def import_page(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Each visit checks the next thousand rows until all are read; then it shows what confirming would do."""
    row = get_object_or_404(Import.objects.visible_to(request.user), pk=pk)
    left = actions.check_more(row, by=request.user)
    row.refresh_from_db()
    errors = [(line, TITLES.get(column, column), message) for line, column, message in row.errors]
    rows = Paginator([_shown(one) for one in row.rows], ROWS_A_PAGE).get_page(request.GET.get("hal"))
    page = {
        "import": row,
        "left": left,
        "progress": ImportProgress.objects.filter(pk=row.pk).first(),
        "is_running": row.state == Import.State.APPLYING,
        "is_open": row.state == Import.State.READ and not left,
        "will": row.counts.get("new", 0) + row.counts.get("doubtful", 0),
        "errors": errors[:200],
        "more_errors": max(0, len(errors) - 200),
        "created": [(CREATED[name], number) for name, number in row.counts.get("created", {}).items() if number],
        "rows": rows,
    }
    return render(request, "fieldwork/register/import.html", page)


CREATED = {
    "officers": gettext_lazy("Pimpasa dicatat"),
    "inaugurations": gettext_lazy("pengukuhan dicatat"),
    "inaugurated": gettext_lazy("Pimpasa dikukuhkan"),
    "assignments": gettext_lazy("penugasan dibuat"),
    "villages": gettext_lazy("desa diusulkan"),
    "activated": gettext_lazy("desa diaktifkan"),
    "doubtful": gettext_lazy("desa menunggu dipilih"),
}


@require_safe
@only_for(policies.IMPORT)
def import_errors(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All errors as a list to correct the sheet by."""
    row = get_object_or_404(Import.objects.visible_to(request.user), pk=pk)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="kesalahan-{pk}.csv"'
    response.write("\ufeff")
    out = csv.writer(response)
    out.writerow([_("Baris"), _("Kolom"), _("Yang salah")])
    out.writerows((line, TITLES.get(column, column), message) for line, column, message in row.errors)
    return response


@require_POST
@only_for(policies.IMPORT)
def import_apply(request: SignedInRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Import.objects.visible_to(request.user), pk=pk)
    try:
        ask_to_apply(row, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages) + " " + _("Tidak ada yang tersimpan."))
    return redirect(row)


@require_POST
@only_for(policies.IMPORT)
def import_discard(request: SignedInRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Import.objects.visible_to(request.user), pk=pk)
    actions.discard_import(row, by=request.user)
    messages.success(request, _("Impor dibuang. Tidak ada yang tersimpan."))
    return redirect("imports")


@require_safe
@only_for(policies.RESOLVE_DOUBTS)
def doubtful_villages(request: HttpRequest) -> HttpResponse:
    rows = DoubtfulVillage.objects.visible_to(request.user).waiting().select_related("office", "officer")
    found = listing(request, rows, search=("village", "district", "regency", "office__name"), orders=DOUBT_ORDERS)
    return render(request, "fieldwork/register/doubtful_villages.html", {"listing": found})


@form_page
@only_for(policies.RESOLVE_DOUBTS)
def doubtful_village(request: SignedInRequest, pk: UUID) -> HttpResponse:
    waiting = DoubtfulVillage.objects.visible_to(request.user).select_related("office", "officer", "source")
    row = get_object_or_404(waiting, pk=pk)
    form = ResolveForm(request.POST or None, doubt=row)
    if request.method == "POST" and form.is_valid() and _resolved(request, row, form):
        messages.success(request, _("Baris ini selesai."))
        return redirect("doubtful-villages")
    return render(request, "fieldwork/register/doubtful_village.html", {"doubt": row, "form": form})


def _resolved(request: SignedInRequest, row: DoubtfulVillage, form: ResolveForm) -> bool:
    code = form.code()
    chosen = Region.objects.living().villages().filter(pk=code).first() if code else None
    if code and chosen is None:
        form.add_error("code", _("Kode desa ini tidak dikenal."))
        return False
    try:
        actions.resolve_doubt(row, chosen, by=request.user)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return False
    return True


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    """A row for the preview: its cells in words, and what it was read as."""
    cells = [(TITLES[column], text) for column, text in row["cells"].items() if text]
    errors = [(TITLES.get(column, column), message) for column, message in row["errors"]]
    words = STATUS_WORDS[row["status"]]
    return {"line": row["line"], "cells": cells, "errors": errors, "words": words, "is_wrong": row["status"] == WRONG}
