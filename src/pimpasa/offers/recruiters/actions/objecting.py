"""An objection is kept as a fingerprint beside the filings; only a head whose signal it touches learns of it."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.foundation.sync.keys import wait_for_key
from pimpasa.offers.recruiters.identifiers import Identifier
from pimpasa.offers.recruiters.marks import mark_of
from pimpasa.offers.recruiters.models import RecruiterObjection


@dataclass(frozen=True)
class NewObjection:
    id: UUID
    about: Identifier
    reason: str


@transaction.atomic
def object_to(new: NewObjection) -> RecruiterObjection:
    """The same whether or not anything is known. Nobody's deed, so not in the log. Raises ValidationError."""
    if new.reason not in RecruiterObjection.Reason.values:
        raise ValidationError({"reason": _("Pilih alasannya.")})
    wait_for_key(new.id)
    if known := RecruiterObjection.objects.filter(pk=new.id).first():
        return known
    objection = RecruiterObjection(
        id=new.id,
        kind=new.about.kind,
        fingerprint=mark_of(new.about),
        reason=new.reason,
        filed_on=timezone.localdate(),
    )
    objection.save(force_insert=True)
    return objection
