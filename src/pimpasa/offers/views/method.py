"""How the check works, how often it errs, what it cannot see, and where to object."""

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from pimpasa.foundation.content.sources import Source
from pimpasa.foundation.ui.caching import same_for_everybody
from pimpasa.offers.measured import load_measured
from pimpasa.offers.reading import load_taxonomy
from pimpasa.offers.wording import WEIGHTS, source_of, source_words


@require_safe
@same_for_everybody
def offer_method(request: HttpRequest) -> HttpResponse:
    taxonomy, today = load_taxonomy(), localdate()
    used = [sign.source for sign in taxonomy.signs.values()] + [claim.source for claim in taxonomy.claims.values()]
    context = {
        "measured": load_measured(),
        "weights": [(words, [one.title for one in taxonomy.signs.values() if one.weight == weight])
                    for weight, words in WEIGHTS.items()],
        "sources": _sources(used, today),
        "version": taxonomy.version,
    }  # fmt: skip
    return render(request, "offers/method.html", context)


def _sources(names: Iterable[str], on: date) -> list[tuple[Source, str]]:
    """Each once, by name."""
    return sorted(((source_of(name), source_words(name, "", on)) for name in set(names)), key=lambda pair: pair[1])
