"""From signs and claims to the word by which the check is measured; the printed checklist counts the same way.

The word is for evaluation only. No page, message or print shows it to anybody.
"""

from collections import Counter
from collections.abc import Collection

from .reading import load_taxonomy

UNSAFE, UNCLEAR, PROCEDURAL = "tidak_aman", "belum_jelas", "tampak_prosedural"
# Hints that are no flag by themselves.
_LIGHT = "information"


def outcome_of(signs: Collection[str], claims: Collection[str], *, is_offer: bool = True) -> str:
    """Pure: the same codes always give the same word, by the published thresholds of content/offers/outcome.yaml."""
    if not is_offer:
        return UNCLEAR
    taxonomy = load_taxonomy()
    weights = Counter(taxonomy.signs[code].weight for code in set(signs))
    if any(all(weights[weight] >= many for weight, many in each.signs.items()) for each in taxonomy.thresholds.unsafe):
        return UNSAFE
    flagged = sum(many for weight, many in weights.items() if weight != _LIGHT)
    is_complete = any(named <= set(claims) for named in taxonomy.thresholds.complete)
    return PROCEDURAL if is_complete and not flagged else UNCLEAR
