"""The officer's certificate and badge. Demonstration says so across the sheet; no service number stands on either."""

from pathlib import Path
from typing import Any

from django.utils import timezone, translation

from pimpasa.fieldwork.register.codes import grouped
from pimpasa.fieldwork.register.models import Assignment, Officer, OfficerPhoto
from pimpasa.foundation import installation
from pimpasa.foundation.printing import print_pdf, qr_svg
from pimpasa.foundation.ui.words import day

SHEETS = Path(__file__).with_name("sheets")


def certificate(officer: Officer, address: str) -> bytes:
    return _printed("certificate", officer, address)


def badge(officer: Officer, address: str) -> bytes:
    return _printed("badge", officer, address)


def _printed(sheet: str, officer: Officer, address: str) -> bytes:
    with translation.override("id"):
        return print_pdf(SHEETS / f"{sheet}.typ", sheet_data(officer, address))


def sheet_data(officer: Officer, address: str) -> dict[str, Any]:
    """`address` is that of the page where a code is typed."""
    # The QR leads to the page where the code is typed; the code itself is not in it, so a copied QR proves nothing.
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
        "operator": installation.current().operator,
    }


def _photo(officer: Officer) -> list[int]:
    photo = OfficerPhoto.objects.filter(officer=officer).first()
    return list(bytes(photo.content)) if photo else []


def _villages(officer: Officer) -> list[str]:
    running = Assignment.objects.in_force().filter(officer=officer)
    return list(running.order_by("assisted_village__village").values_list("assisted_village__village__name", flat=True))
