"""How the age of a reference fact is said; its date may be a day, a month, a year or unknown."""

from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def when_seen(as_of: str) -> str:
    """ "2025-11" is said "November 2025"; what is not a date is said to have none."""
    if as_of.startswith("before "):
        return _("sebelum %(year)s") % {"year": as_of.removeprefix("before ")}
    try:
        parts = [int(part) for part in as_of.split("-")]
        day = date(*[*parts, 1, 1][:3])
    except ValueError:
        return _("tanggal tidak diketahui")
    return date_format(day, {1: "Y", 2: "F Y", 3: "j F Y"}[len(parts)])
