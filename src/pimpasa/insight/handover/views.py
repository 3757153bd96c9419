"""The pages and papers of the hand-over. Each paper leaves the product, so each is written in the audit."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pimpasa.accounts.access import SignedInRequest
from pimpasa.fieldwork.register.models import AssistedVillage, Officer
from pimpasa.foundation.access import only_for
from pimpasa.foundation.audit.actions import record
from pimpasa.insight.handover.paper import handover_pdf
from pimpasa.insight.handover.reading import villages_for, villages_served_by
from pimpasa.insight.handover.sheet import VillageSheet, sheets_of
from pimpasa.insight.policies import HAND_OVER
from pimpasa.insight.printed import pdf_answer

SHOWN = 20


@require_safe
@only_for(HAND_OVER)
def village_handover(request: SignedInRequest, pk: UUID) -> HttpResponse:
    village = get_object_or_404(villages_for(request.user), pk=pk)
    shown = {"sheets": _sheets(request, [village]), "village": village, "shown": SHOWN}
    return render(request, "insight/handover/handover.html", shown)


@require_safe
@only_for(HAND_OVER)
def village_handover_pdf(request: SignedInRequest, pk: UUID) -> HttpResponse:
    village = get_object_or_404(villages_for(request.user), pk=pk)
    return _paper(request, village, village.village.name, [village])


@require_safe
@only_for(HAND_OVER)
def officer_handover(request: SignedInRequest, pk: UUID) -> HttpResponse:
    officer, villages = _served(request, pk)
    shown = {"sheets": _sheets(request, villages), "officer": officer, "shown": SHOWN}
    return render(request, "insight/handover/handover.html", shown)


@require_safe
@only_for(HAND_OVER)
def officer_handover_pdf(request: SignedInRequest, pk: UUID) -> HttpResponse:
    officer, villages = _served(request, pk)
    return _paper(request, officer, officer.printed_name, villages)


def _served(request: SignedInRequest, pk: UUID) -> tuple[Officer, list[AssistedVillage]]:
    """The officer with those of the villages that the reader may read; without any, there is no such sheet."""
    officer = get_object_or_404(Officer.objects.visible_to(request.user), pk=pk)
    villages = villages_served_by(officer, request.user)
    if not villages:
        raise Http404
    return officer, villages


def _sheets(request: SignedInRequest, villages: list[AssistedVillage]) -> list[VillageSheet]:
    return sheets_of(villages, request.user, timezone.localdate())


def _paper(request: SignedInRequest, record_of: Model, name: str, villages: list[AssistedVillage]) -> HttpResponse:
    today = timezone.localdate()
    content = handover_pdf(name, _sheets(request, villages), today, by=request.user)
    _note_export(request, record_of, len(villages))
    return pdf_answer(content, _file_name(record_of, today))


@transaction.atomic
def _note_export(request: SignedInRequest, record_of: Model, villages: int) -> None:
    record(request.user, "print-handover", record_of, villages=villages)


def _file_name(record_of: Model, today: date) -> str:
    return f"serah-terima-{record_of.pk}-{today:%Y-%m-%d}.pdf"
