"""What parts above the log show on an activity's page. Config lists the functions that make it (ACTIVITY_PANELS)."""

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from pimpasa.fieldwork.activities.models import Activity

Panel = Callable[[HttpRequest, Activity], str | None]


@lru_cache(1)
def activity_panels() -> list[Panel]:
    return [import_string(path) for path in settings.ACTIVITY_PANELS]


def shown_panels(request: HttpRequest, activity: Activity) -> list[str]:
    """Their HTML, in the order of the settings; a function gives None where it has nothing to say."""
    return [html for panel in activity_panels() if (html := panel(request, activity))]
