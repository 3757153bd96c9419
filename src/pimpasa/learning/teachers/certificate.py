"""The certificate of a passed test. It says what it is not: no diploma, and no officer's card."""

from pathlib import Path
from typing import Any

from django.utils import timezone, translation

from pimpasa.fieldwork.register.codes import grouped
from pimpasa.foundation import installation
from pimpasa.foundation.printing import print_pdf, qr_svg
from pimpasa.foundation.ui.words import day
from pimpasa.learning.teachers.checking import titles
from pimpasa.learning.teachers.models import Training

SHEET = Path(__file__).with_name("sheets") / "training.typ"


def certificate(training: Training, address: str) -> bytes:
    with translation.override("id"):
        return print_pdf(SHEET, sheet_data(training, address))


def sheet_data(training: Training, address: str) -> dict[str, Any]:
    """`address` is that of the page where a code is typed."""
    # The QR leads to that page alone, so a copied QR proves nothing.
    return {
        "name": training.person.display_name,
        "lessons": titles(training),
        "passed_on": day(training.passed_on),
        "renew_by": day(training.renew_by),
        "code": grouped(training.short_code),
        "address": address.partition("://")[2].rstrip("/"),
        "qr": qr_svg(address),
        "printed_on": day(timezone.localdate()),
        "is_demonstration": training.is_demonstration,
        "operator": installation.current().operator,
    }
