"""What a part shows on the staff's first page. Config lists the functions that make one (STAFF_PANELS)."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from pimpasa.foundation.access import Person


@dataclass(frozen=True)
class StaffPanel:
    """One task: the number that waits, what it counts, and the page where the work is done."""

    title: str
    number: int
    waiting: str
    url: str


def staff_panels(user: Person) -> list[StaffPanel]:
    """Those that concern the person, in the order of the settings; a function gives None for whom it is not."""
    panels: list[StaffPanel | None] = [import_string(path)(user) for path in settings.STAFF_PANELS]
    return [panel for panel in panels if panel]
