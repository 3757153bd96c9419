"""The officer's certificate and badge. Demonstration says so across the sheet; no service number stands on either."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation

from pimpasa.fieldwork.register.codes import grouped
from pimpasa.fieldwork.register.models import Assignment, Officer, OfficerPhoto
from pimpasa.foundation.printing import print_pdf, qr_svg
from pimpasa.foundation.ui.words import day

SHEETS = Path(__file__).with_name("sheets")


def certificate(officer: Officer, request: HttpRequest) -> bytes:
    return _printed("certificate", officer, request)


def badge(officer: Officer, request: HttpRequest) -> bytes:
    return _printed("badge", officer, request)


def _printed(sheet: str, officer: Officer, request: HttpRequest) -> bytes:
    with translation.override("id"):
        return print_pdf(SHEETS / f"{sheet}.typ", sheet_data(officer, request))


def sheet_data(officer: Officer, request: HttpRequest) -> dict[str, Any]:
    # The QR leads to the page where the code is typed; the code itself is not in it, so a copied QR proves nothing.
    address = request.build_absolute_uri(reverse("officer-check"))
    last = officer.inaugurations.select_related("decree").order_by("held_on").last()
    return {
        "name": officer.printed_name,
        "rank": officer.rank,
        "office": officer.office.name,
        "code": grouped(officer.short_code),
        "address": address.partition("://")[2].rstrip("/"),
        "qr": qr_svg(address),
        "photo": _photo(officer),
        "held_on": day(last.held_on) if last else "",
        "place": last.place if last else "",
        "decree": last.decree.number if last else "",
        "villages": _villages(officer),
        "printed_on": day(timezone.localdate()),
        "is_demonstration": officer.is_demonstration,
        "operator": settings.OPERATOR,
    }


def _photo(officer: Officer) -> list[int]:
    photo = OfficerPhoto.objects.filter(officer=officer).first()
    return list(bytes(photo.content)) if photo else []


def _villages(officer: Officer) -> list[str]:
    running = Assignment.objects.in_force().filter(officer=officer)
    return list(running.order_by("assisted_village__village").values_list("assisted_village__village__name", flat=True))
