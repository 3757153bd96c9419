"""How long this part keeps the words and pictures that may speak of people; the log itself stays."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pimpasa.fieldwork.activities.models import ActivityPhoto, Draft, PhotoRemoval
from pimpasa.fieldwork.findings.models import TRAFFICKING, Finding, FindingFile, FindingStep
from pimpasa.fieldwork.findings.states import FINDING_STATES
from pimpasa.fieldwork.register.models import Import
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.retention import RetentionRule
from pimpasa.foundation.uploads import store

ERASED = "(dihapus setelah masa simpan)"


def _undecided(before: datetime) -> QuerySet[Import]:
    return Import.objects.filter(state=Import.State.READ, recorded_at__lt=before)


def _discard(before: datetime) -> int:
    """Their rows go; that there was one stays. Each is an event of its own, as when a person discards it."""
    imports = list(_undecided(before).select_for_update(of=("self",)))
    for one in imports:
        one.state, one.rows = Import.State.DISCARDED, []
        one.save(update_fields=["state", "rows"])
        record(None, "discard-import", one, office=one.office_id)
    return len(imports)


def _old_drafts(before: datetime) -> QuerySet[Draft]:
    return Draft.objects.filter(saved_at__lt=before)


def _old_sheets(before: datetime) -> QuerySet[ActivityPhoto]:
    return ActivityPhoto.objects.kept().filter(is_sign_up_sheet=True, recorded_at__lt=before)


def _remove_sheets(before: datetime) -> int:
    """As when the officer removes them: the row says that there was one, the picture goes for good."""
    sheets = list(_old_sheets(before))
    for photo in sheets:
        _removal, is_new = PhotoRemoval.objects.get_or_create(
            photo=photo, defaults={"reason": PhotoRemoval.Reason.EXPIRED}
        )
        if is_new:
            record(None, "remove-activity-photo", photo, reason=PhotoRemoval.Reason.EXPIRED.value)
        _forget_on_commit(photo.file)
    return len(sheets)


def _told(before: datetime) -> QuerySet[Finding]:
    """Findings closed long ago that still hold somebody's words or files."""
    ended = [state.key for state in FINDING_STATES.states if state.is_end]
    words = ~Q(place=ERASED) | Q(files__isnull=False)
    return Finding.objects.filter(words, state__in=ended, state_since__lt=before).distinct()


def _erase_words(before: datetime) -> int:
    """The category, village, number of people and way of a finding stay: recaps count them."""
    findings = list(Finding.objects.select_for_update().filter(pk__in=_told(before).values("pk")))
    for finding in findings:
        _erase_one(finding)
    return len(findings)


def _erase_one(finding: Finding) -> None:
    blank = {"place": ERASED, "recruiter": ""}
    Finding.objects.filter(pk=finding.pk).update(**blank)
    Finding.objects.filter(~TRAFFICKING, pk=finding.pk).update(what=ERASED)
    FindingStep.objects.filter(finding=finding).exclude(note="").update(note=ERASED)
    for file in FindingFile.objects.filter(finding=finding):
        _forget_on_commit(file.file)
    FindingFile.objects.filter(finding=finding).delete()
    record(None, "erase-finding-words", finding)


def _forget_on_commit(name: str) -> None:
    # A file erased before the row's transaction ends would be lost though the row came back.
    transaction.on_commit(lambda: store.forget(name))


RULES = (
    RetentionRule(
        "imports",
        _("Daftar impor yang belum diputuskan"),
        30,
        _("Daftar itu memuat nama dan surel. Yang tidak diterapkan dalam sebulan bisa dikirim lagi."),
        lambda before: _undecided(before).count(),
        _discard,
    ),
    RetentionRule(
        "drafts",
        _("Draf yang tidak dilanjutkan"),
        30,
        _("Draf yang lebih lama biasanya sudah dikirim dengan cara lain."),
        lambda before: _old_drafts(before).count(),
        lambda before: _old_drafts(before).delete()[0],
    ),
    RetentionRule(
        "sign_up_sheets",
        _("Foto daftar hadir"),
        30,
        _("Foto itu memuat nama peserta. Sesudah dihitung tidak ada gunanya lagi."),
        lambda before: _old_sheets(before).count(),
        _remove_sheets,
    ),
    RetentionRule(
        "findings_words",
        _("Uraian dan berkas temuan yang sudah selesai"),
        365,
        _("Perkara bisa dibuka lagi. Sesudah setahun cukup jumlah dan jenisnya."),
        lambda before: _told(before).count(),
        _erase_words,
        shortest_days=30,
    ),
)
