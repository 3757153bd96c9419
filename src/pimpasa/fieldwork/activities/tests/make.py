"""Builders of activities; each makes only what it needs."""

from datetime import timedelta

import uuid6
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from pimpasa.accounts.models import User
from pimpasa.accounts.tests.make import VILLAGE_A, make_region
from pimpasa.fieldwork.activities.actions import NewActivity, add_photo, log_activity
from pimpasa.fieldwork.activities.models import Activity, ActivityPhoto, ActivityWords
from pimpasa.foundation.uploads.tests.make import make_photo


def new_activity(village: str = VILLAGE_A, **fields) -> NewActivity:
    given = {"id": uuid6.uuid7(), "kind": "village_visit", "occurred_at": timezone.now() - timedelta(hours=1)}
    return NewActivity(**{**given, "village": make_region(village), **fields})


def make_activity(by: User, village: str = VILLAGE_A, **fields) -> Activity:
    return log_activity(new_activity(village, **fields), by=by)


def make_history(by: User, number: int, village: str = VILLAGE_A) -> None:
    """Many earlier visits at once."""
    region, when = make_region(village), timezone.now() - timedelta(days=1)
    kept = {"kind": "village_visit", "village": region, "occurred_at": when, "recorded_by": by}
    made = Activity.objects.bulk_create(Activity(**kept) for _ in range(number))
    ActivityWords.objects.bulk_create(ActivityWords(activity=one) for one in made)


def make_activity_photo(activity: Activity, by: User, *, is_sign_up_sheet: bool = False) -> ActivityPhoto:
    return add_photo(activity, sent_photo(), key=uuid6.uuid7(), is_sign_up_sheet=is_sign_up_sheet, by=by)


def sent_photo(**kwargs) -> SimpleUploadedFile:
    return SimpleUploadedFile("foto.jpg", make_photo(**kwargs), "image/jpeg")
