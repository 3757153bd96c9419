from pimpasa.fieldwork.activities.views.follow_ups import follow_up_add, follow_up_finish, follow_ups
from pimpasa.fieldwork.activities.views.photos import activity_photo, activity_photo_add, activity_photo_remove
from pimpasa.fieldwork.activities.views.reading import activities, activity
from pimpasa.fieldwork.activities.views.writing import (
    activity_correct,
    activity_draft,
    activity_draft_discard,
    activity_log,
)

__all__ = [
    "activities",
    "activity",
    "activity_correct",
    "activity_draft",
    "activity_draft_discard",
    "activity_log",
    "activity_photo",
    "activity_photo_add",
    "activity_photo_remove",
    "follow_up_add",
    "follow_up_finish",
    "follow_ups",
]
