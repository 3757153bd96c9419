"""Every change of the log of activities. Each is whole or not at all, and writes the audit entry."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.accounts.access import require
from pimpasa.accounts.models import User
from pimpasa.fieldwork.activities.drafts import forget_sent_draft
from pimpasa.fieldwork.activities.models import (
    Activity,
    ActivityPhoto,
    ActivityWords,
    FollowUp,
    FollowUpDone,
    ParticipantCount,
    PhotoRemoval,
)
from pimpasa.fieldwork.activities.policies import LOG_ACTIVITY
from pimpasa.fieldwork.masking import mask_numbers
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.sync.keys import wait_for_key
from pimpasa.foundation.uploads import forget, keep, take_photo
from pimpasa.regions.models import Region

# A device's clock may run ahead a little; a plan for tomorrow is no activity.
CLOCKS_DIFFER = timedelta(hours=1)
MOST_PHOTOS = 20


@dataclass(frozen=True)
class NewActivity:
    """What was written down. The key comes from the device, so that sending it twice enters it once."""

    id: UUID
    kind: str
    village: Region
    occurred_at: datetime
    participants: dict[tuple[str, str], int] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    place: str = ""
    summary: str = ""
    officers: tuple[User, ...] = ()
    follow_up: str = ""
    due_on: date | None = None


@transaction.atomic
def log_activity(new: NewActivity, *, by: User) -> Activity:
    """Raises ValidationError by field. Logging the same key again gives back the first entry."""
    require(by, LOG_ACTIVITY, new.village.pk)
    if known := _known(new, by):
        return known
    activity = _write(Activity(id=new.id), new, by)
    record(by, "log-activity", activity, village=new.village.pk, kind=new.kind)
    return activity


@transaction.atomic
def correct_activity(earlier: Activity, new: NewActivity, *, by: User) -> Activity:
    """Enters the activity anew and keeps the earlier entry. Raises ValidationError if somebody else was faster."""
    require(by, LOG_ACTIVITY, earlier.village_id)
    require(by, LOG_ACTIVITY, new.village.pk)
    wait_for_key(earlier.pk)
    if known := _known(new, by):
        return known
    if Activity.objects.filter(replaces=earlier).exists():
        raise ValidationError(_("Orang lain baru saja membetulkan catatan ini. Isian Anda masih ada di bawah."))
    correction = Activity(id=new.id, replaces=earlier, first_id=earlier.matter_id)
    correction = _write(correction, new, by)
    record(by, "correct-activity", correction, village=new.village.pk, replaces=earlier.pk)
    return correction


@transaction.atomic
def add_photo(activity: Activity, sent: "File[bytes]", *, key: UUID, is_sign_up_sheet: bool, by: User) -> ActivityPhoto:
    """Raises RefusedFileError. Adding the same key again gives back the first photo."""
    require(by, LOG_ACTIVITY, activity.village_id)
    wait_for_key(key)
    if known := ActivityPhoto.objects.filter(pk=key).first():
        return _same_photo(known, activity, by)
    if ActivityPhoto.objects.kept().filter(activity=activity.matter_id).count() >= MOST_PHOTOS:
        raise ValidationError(_("Sudah ada %(most)d foto. Hapus satu dulu.") % {"most": MOST_PHOTOS})
    photo = ActivityPhoto(id=key, activity_id=activity.matter_id, is_sign_up_sheet=is_sign_up_sheet, recorded_by=by)
    photo.file = keep(key, take_photo(sent).content)
    photo.save(force_insert=True)
    record(by, "add-activity-photo", photo, activity=activity.pk, sheet=is_sign_up_sheet)
    return photo


@transaction.atomic
def remove_photo(photo: ActivityPhoto, activity: Activity, *, reason: str, by: User) -> None:
    """Erases the picture for good. A sign-up sheet counts as counted only once participants are entered."""
    require(by, LOG_ACTIVITY, activity.village_id)
    wait_for_key(photo.pk)
    if PhotoRemoval.objects.filter(photo=photo).exists():
        return
    if reason == PhotoRemoval.Reason.COUNTED and not activity.participants.exists():
        raise ValidationError(_("Isi dulu jumlah pesertanya lewat Betulkan, lalu hapus foto daftar hadir ini."))
    removal = PhotoRemoval(photo=photo, reason=reason)
    removal.full_clean()
    removal.save(force_insert=True)
    record(by, "remove-activity-photo", photo, reason=reason)
    transaction.on_commit(lambda: forget(photo.file))


@transaction.atomic
def add_follow_up(activity: Activity, what: str, due_on: date, *, key: UUID, by: User) -> FollowUp:
    require(by, LOG_ACTIVITY, activity.village_id)
    wait_for_key(key)
    if known := FollowUp.objects.filter(pk=key, activity=activity.matter_id).first():
        return known
    follow_up = FollowUp(id=key, activity_id=activity.matter_id, what=mask_numbers(what.strip()), due_on=due_on)
    follow_up.recorded_by = by
    follow_up.full_clean()
    follow_up.save(force_insert=True)
    record(by, "add-follow-up", follow_up, activity=activity.pk, due_on=due_on)
    return follow_up


@transaction.atomic
def finish_follow_up(follow_up: FollowUp, activity: Activity, *, by: User) -> None:
    """Finishing what is already done changes nothing."""
    require(by, LOG_ACTIVITY, activity.village_id)
    wait_for_key(follow_up.pk)
    _done, is_new = FollowUpDone.objects.get_or_create(follow_up=follow_up, defaults={"done_by": by})
    if is_new:
        record(by, "finish-follow-up", follow_up, activity=activity.pk)


def _known(new: NewActivity, by: User) -> Activity | None:
    """The entry already made under this key; the key of another person, or for something else, is refused."""
    wait_for_key(new.id)
    known = Activity.objects.filter(pk=new.id).select_related("words").first()
    if known is None:
        return None
    if known.recorded_by_id != by.pk:
        raise PermissionDenied("log-activity")
    if (known.kind, known.village_id, known.occurred_at) != (new.kind, new.village.pk, new.occurred_at):
        # The page of an activity that was sent, opened again with "back" and filled in anew.
        raise ValidationError(_("Isian ini sudah tersimpan. Buka Catat kegiatan lagi untuk kegiatan lain."))
    return known


def _same_photo(known: ActivityPhoto, activity: Activity, by: User) -> ActivityPhoto:
    if known.activity_id != activity.matter_id or known.recorded_by_id != by.pk:
        raise PermissionDenied("add-activity-photo")
    return known


def _write(activity: Activity, new: NewActivity, by: User) -> Activity:
    _check(new)
    activity.kind, activity.village, activity.occurred_at = new.kind, new.village, new.occurred_at
    activity.topics, activity.materials, activity.tags = list(new.topics), list(new.materials), list(new.tags)
    activity.recorded_by = by
    activity.clean_fields()
    activity.save(force_insert=True)
    words = {"place": mask_numbers(new.place.strip()), "summary": mask_numbers(new.summary.strip())}
    ActivityWords.objects.create(activity=activity, **words)
    ParticipantCount.objects.bulk_create(_counts(activity, new))
    _add_officers(activity, new.officers or (by,))
    if new.follow_up and new.due_on:
        what = mask_numbers(new.follow_up.strip())
        FollowUp.objects.create(activity_id=activity.matter_id, what=what, due_on=new.due_on, recorded_by=by)
    forget_sent_draft(by, "activity", new.id)
    return activity


def _add_officers(activity: Activity, officers: tuple[User, ...]) -> None:
    # Written at once and without the search for earlier ones that `add` makes: the entry is new.
    link = Activity.officers.through
    link.objects.bulk_create(link(activity_id=activity.pk, user_id=officer.pk) for officer in officers)


def _counts(activity: Activity, new: NewActivity) -> list[Any]:
    return [
        ParticipantCount(activity=activity, sex=sex, age_band=band, number=number)
        for (sex, band), number in new.participants.items()
        if number
    ]


def _check(new: NewActivity) -> None:
    if new.occurred_at > timezone.now() + CLOCKS_DIFFER:
        raise ValidationError({"occurred_at": _("Waktu ini belum tiba. Catat kegiatan sesudah berlangsung.")})
    if any(number < 0 or number > ParticipantCount.MOST for number in new.participants.values()):
        raise ValidationError(_("Periksa lagi jumlah peserta."))
    if new.follow_up and new.due_on is None:
        raise ValidationError({"due_on": _("Isi tanggal paling lambat untuk tindak lanjut.")})
