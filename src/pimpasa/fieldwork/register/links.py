"""Links that parts above add to a village's, an officer's and an assignment's page (REGISTER_LINKS in the settings)."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Model
from django.utils.module_loading import import_string

from pimpasa.foundation.access import Person


@dataclass(frozen=True)
class RecordLink:
    words: str
    url: str


def links_for(user: Person, record: Model) -> list[RecordLink]:
    """Those that this person may follow; a function gives None for whom there is none."""
    found: list[RecordLink | None] = [import_string(path)(user, record) for path in settings.REGISTER_LINKS]
    return [link for link in found if link]
