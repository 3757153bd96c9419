"""What parts above add to the register's pages (REGISTER_PANELS, REGISTER_FILTERS, OFFICER_MARKS in the settings)."""

from collections.abc import Sequence

from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest
from django.utils.module_loading import import_string

from pimpasa.fieldwork.register.models import Officer
from pimpasa.fieldwork.register.views.listing import Filter
from pimpasa.foundation.access import Person


def panels_for(request: HttpRequest, record: Model) -> list[str]:
    """Made HTML for the record's page; a function gives None where it has nothing to say."""
    found: list[str | None] = [import_string(path)(request, record) for path in settings.REGISTER_PANELS]
    return [html for html in found if html]


def more_filters() -> list[Filter]:
    """More ways to narrow the list of assisted villages."""
    return [import_string(path)() for path in settings.REGISTER_FILTERS]


def marked(user: Person, officers: Sequence[Officer]) -> list[tuple[Officer, list[str]]]:
    """Each officer of one page of the list with the few words that parts above say of the account."""
    said = [import_string(path)(user, officers) for path in settings.OFFICER_MARKS]
    return [(one, [words[one.user_id] for words in said if one.user_id in words]) for one in officers]
