from io import BytesIO

import pytest
import uuid6
from django.core.exceptions import PermissionDenied, ValidationError
from PIL import Image

from pimpasa.fieldwork.activities import actions
from pimpasa.fieldwork.activities.models import ActivityPhoto
from pimpasa.fieldwork.activities.tests.make import make_activity, make_activity_photo, new_activity, sent_photo
from pimpasa.foundation.uploads import read


def test_a_photo_is_kept_without_its_location(sari):
    activity = make_activity(sari)
    sent = sent_photo(with_location=True)
    photo = actions.add_photo(activity, sent, key=uuid6.uuid7(), is_sign_up_sheet=False, by=sari)
    assert dict(Image.open(BytesIO(read(photo.file))).getexif()) == {}


def test_the_same_photo_sent_again_is_kept_once(sari):
    activity, key = make_activity(sari), uuid6.uuid7()
    for _again in range(2):
        actions.add_photo(activity, sent_photo(), key=key, is_sign_up_sheet=False, by=sari)
    assert ActivityPhoto.objects.count() == 1


def test_a_used_key_takes_no_photo_of_another_activity(sari):
    photo = make_activity_photo(make_activity(sari), sari)
    with pytest.raises(PermissionDenied):
        actions.add_photo(make_activity(sari), sent_photo(), key=photo.pk, is_sign_up_sheet=False, by=sari)


def test_nobody_adds_photos_elsewhere(sari, budi):
    with pytest.raises(PermissionDenied):
        make_activity_photo(make_activity(sari), budi)


def test_photos_follow_a_correction(sari):
    earlier = make_activity(sari)
    photo = make_activity_photo(earlier, sari)
    actions.correct_activity(earlier, new_activity(), by=sari)
    assert list(ActivityPhoto.objects.visible_to(sari)) == [photo]


@pytest.mark.parametrize(
    ("person", "sees"), [("sari", True), ("wati", True), ("budi", False), ("former", False), ("agent", False)]
)
def test_pictures_are_seen_by_those_who_make_or_oversee_the_record_only(person, sees, sari, request):
    make_activity_photo(make_activity(sari), sari)
    viewer = sari if person == "sari" else request.getfixturevalue(person)
    assert ActivityPhoto.objects.visible_to(viewer).exists() == sees


def test_a_sign_up_sheet_stays_until_somebody_has_counted(sari):
    activity = make_activity(sari)
    sheet = make_activity_photo(activity, sari, is_sign_up_sheet=True)
    with pytest.raises(ValidationError):
        actions.remove_photo(sheet, activity, reason="counted", by=sari)
    assert read(sheet.file)


def test_a_counted_sign_up_sheet_is_erased_for_good(sari, django_capture_on_commit_callbacks):
    activity = make_activity(sari, participants={("male", "unknown"): 9})
    sheet = make_activity_photo(activity, sari, is_sign_up_sheet=True)
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_photo(sheet, activity, reason="counted", by=sari)
    assert not ActivityPhoto.objects.kept().exists()
    with pytest.raises(FileNotFoundError):
        read(sheet.file)


def test_an_activity_has_an_end_of_photos(sari, monkeypatch):
    monkeypatch.setattr(actions, "MOST_PHOTOS", 1)
    activity = make_activity(sari)
    make_activity_photo(activity, sari)
    with pytest.raises(ValidationError):
        make_activity_photo(activity, sari)
