"""Saying which office serves a regency. Protects villages: an inferred working area gives an office no rights."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pimpasa.foundation.access import require_office
from pimpasa.foundation.audit.actions import record
from pimpasa.regions.jurisdictions.policies import DECIDE_JURISDICTION
from pimpasa.regions.models import JurisdictionDecision, OfficeJurisdiction
from pimpasa.regions.queries import forget_offices


@transaction.atomic
def decide_jurisdiction(
    jurisdiction: OfficeJurisdiction, *, verdict: str, reason: str, by: Any, key: UUID | None = None
) -> JurisdictionDecision:
    """Confirms or rejects; holds until decided anew, whatever later data files guess. The same key decides once."""
    require_office(by, DECIDE_JURISDICTION, jurisdiction.office_id)
    # The office's row of the pair may be replaced by a load of the data files at any moment: the pair is what counts.
    pair = {"office_id": jurisdiction.office_id, "regency_id": jurisdiction.regency_id}
    row = OfficeJurisdiction.objects.select_for_update(of=("self",)).filter(**pair).first()
    if key and (known := JurisdictionDecision.objects.filter(pk=key, **pair).first()):
        return known
    if row is None:
        raise ValidationError(_("Wilayah kerja ini sudah tidak ada dalam daftar. Muat ulang halaman."))
    decision = JurisdictionDecision(**pair, verdict=verdict, reason=reason.strip())
    decision.pk = key or decision.pk
    decision.full_clean()
    decision.save(force_insert=True)
    row.confidence = verdict
    row.save(update_fields=["confidence"])
    record(by, "decide-jurisdiction", decision, office=row.office_id, regency=row.regency_id, verdict=verdict)
    transaction.on_commit(forget_offices)
    return decision
