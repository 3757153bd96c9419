"""What a village's page says of lessons."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from pimpasa.learning.library import lessons
from pimpasa.regions.gazetteer import Place


def lessons_panel(request: HttpRequest, village: Place) -> str:
    """Nothing where this edition has no lessons."""
    if not lessons():
        return ""
    return render_to_string("learning/_village_panel.html", {"first": next(iter(lessons().values()))}, request)
