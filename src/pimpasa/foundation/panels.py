"""What a part shows on the staff's first page. Config lists the functions that make one (STAFF_PANELS)."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class StaffPanel:
    """One task: the number that waits, what it counts, and the page where the work is done."""

    title: str
    number: int
    waiting: str
    url: str


def staff_panels() -> list[StaffPanel]:
    """In the order of the settings."""
    return [import_string(path)() for path in settings.STAFF_PANELS]
