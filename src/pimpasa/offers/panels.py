"""What a village's page says of the check."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from pimpasa.regions.gazetteer import Place


def offer_panel(request: HttpRequest, village: Place) -> str:
    """The same for every village: which one a person comes from is not carried along."""
    return render_to_string("offers/_village_panel.html", {}, request)
