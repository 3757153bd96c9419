"""Opening a thread with its receipt. A wrong, a mistyped beyond help and an unknown one take the same way."""

from pimpasa.consultations.models import Consultation
from pimpasa.consultations.private.models import PrivatePart
from pimpasa.consultations.receipts.making import fingerprint_of
from pimpasa.consultations.receipts.models import Receipt


def opened_by(typed: str) -> Consultation | None:
    """The thread, for its asker; None looks the same whatever was wrong. Always one query."""
    found = (
        Receipt.objects.select_related("consultation__place__parent__parent", "consultation__office")
        .filter(fingerprint=fingerprint_of(typed, Receipt.PURPOSE))
        .first()
    )
    return found.consultation if found else None


def private_part_opened_by(typed: str) -> PrivatePart | None:
    """The private part, by its own receipt. Always one query."""
    rows = PrivatePart.objects.select_related("consultation__place")
    return rows.filter(fingerprint=fingerprint_of(typed, PrivatePart.PURPOSE)).first()
