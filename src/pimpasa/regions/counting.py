"""Which office a regency counts for in figures. Each counts once, so that the offices of a province add up to it."""

from collections.abc import Collection

from pimpasa.regions.models import OfficeJurisdiction


def offices_by_regency() -> dict[str, str]:
    """The confirmed primary office, or else the first confirmed; what is only inferred counts for none."""
    confirmed = OfficeJurisdiction.objects.filter(
        confidence=OfficeJurisdiction.Confidence.CONFIRMED, office__ended=False
    )
    rows = confirmed.order_by("is_primary", "-office_id").values_list("regency_id", "office_id")
    return dict(rows)


def areas_of_offices(offices: Collection[str]) -> frozenset[str]:
    if not offices:
        return frozenset()
    return frozenset(regency for regency, office in offices_by_regency().items() if office in offices)
