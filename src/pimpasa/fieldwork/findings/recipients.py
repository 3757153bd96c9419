"""Who will read a finding. Protects the sender from writing to nobody: an office without a head reads nothing."""

from typing import Any

from django.db import models
from django.db.models import Q

from pimpasa.accounts.models import Posting
from pimpasa.fieldwork.findings.models import Finding
from pimpasa.foundation.roles import Role
from pimpasa.regions.models import COUNTRY, OfficeJurisdiction


def someone_near_reads(finding: Finding) -> bool:
    """Whether a head of the office, or an officer of the village where allowed, may read it today."""
    near = Q(role=Role.OFFICE_HEAD, office__in=_serving(finding))
    if not finding.past_officer:
        near |= Q(role=Role.OFFICER, area=finding.village_id)
    if not finding.is_trafficking:
        near |= Q(role=Role.OFFICE_STAFF, office__in=_serving(finding))
    return _others(finding).filter(near).exists()


def someone_reads(finding: Finding) -> bool:
    if not finding.for_region:
        return True
    province = finding.village_id.partition(".")[0]
    return _others(finding).filter(role=Role.REGIONAL_OFFICE, area__in=(province, COUNTRY)).exists()


def _others(finding: Finding) -> models.QuerySet[Posting]:
    # Somebody who reads only what they sent themselves is no reader.
    return Posting.objects.in_force().exclude(user=finding.recorded_by_id)


def _serving(finding: Finding) -> Any:
    regency = ".".join(finding.village_id.split(".")[:2])
    confirmed = OfficeJurisdiction.objects.filter(confidence=OfficeJurisdiction.Confidence.CONFIRMED)
    return confirmed.filter(regency=regency, office__ended=False).values("office")
