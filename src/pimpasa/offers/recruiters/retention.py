"""How long fingerprints, unconfirmed reports and notes on signals are kept."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.retention import RetentionRule

from .actions.linking import settle
from .limits import KEEP_MARKS_DAYS, KEEP_NOTES_DAYS, KEEP_REPORTS_DAYS
from .models import RecruiterFiling, RecruiterMark, RecruiterObjection, RecruiterSignal, SignalReading, SignalStep
from .states import CLOSED, WITHDRAWN


def _old_marks(before: datetime) -> QuerySet[RecruiterMark]:
    return RecruiterMark.objects.filter(filing__filed_on__lt=localdate(before))


def _old_objections(before: datetime) -> QuerySet[RecruiterObjection]:
    return RecruiterObjection.objects.filter(filed_on__lt=localdate(before))


@transaction.atomic
def _erase_marks(before: datetime) -> int:
    """A signal that leaned on them is reckoned anew, and withdrawn below the floor."""
    filings = set(_old_marks(before).order_by().values_list("filing", flat=True))
    number = _old_marks(before).delete()[0] + _old_objections(before).delete()[0]
    if filings:
        settle(filings)
    # A village and a day without a fingerprint are no use; those in a signal stay for its figures.
    RecruiterFiling.objects.filter(filed_on__lt=localdate(before), marks=None, memberships=None).delete()
    return number


def _old_reports(before: datetime) -> QuerySet[RecruiterFiling]:
    unconfirmed = RecruiterFiling.objects.filter(confirmed_by=None, filed_on__lt=localdate(before))
    return unconfirmed.filter(memberships=None)


def _erase_reports(before: datetime) -> int:
    number = _old_reports(before).count()
    _old_reports(before).delete()
    return number


def _told(before: datetime) -> QuerySet[RecruiterSignal]:
    """Signals that ended long ago and still hold somebody's words or readers."""
    words = Q(pk__in=SignalStep.objects.exclude(note="").values("signal")) | Q(
        pk__in=SignalReading.objects.values("signal")
    )
    return RecruiterSignal.objects.filter(words, state__in=(CLOSED, WITHDRAWN), state_since__lt=before)


@transaction.atomic
def _erase_words(before: datetime) -> int:
    """The steps stay; the log keeps who read, as it keeps every deed."""
    signals = list(_told(before).select_for_update())
    SignalStep.objects.filter(signal__in=signals).update(note="")
    SignalReading.objects.filter(signal__in=signals).delete()
    for signal in signals:
        record(None, "erase-recruiter-signal-words", signal)
    return len(signals)


RULES = (
    RetentionRule(
        "recruiter_marks",
        _("Sidik pengenal perekrut dan keberatannya"),
        KEEP_MARKS_DAYS,
        _("Nomor berganti pemilik. Sesudah setahun kaitannya bisa mengenai orang lain."),
        lambda before: _old_marks(before).count() + _old_objections(before).count(),
        _erase_marks,
        shortest_days=30,
    ),
    RetentionRule(
        "recruiter_reports",
        _("Kiriman tentang perekrut yang tidak dikonfirmasi"),
        KEEP_REPORTS_DAYS,
        _("Yang tidak dikonfirmasi siapa pun dalam tiga bulan tidak berguna lagi."),
        lambda before: _old_reports(before).count(),
        _erase_reports,
        shortest_days=7,
    ),
    RetentionRule(
        "recruiter_signal_words",
        _("Catatan dan daftar pembaca sinyal perekrut yang sudah selesai"),
        KEEP_NOTES_DAYS,
        _("Perkara bisa dibuka lagi. Sesudah setahun cukup jumlah dan langkahnya."),
        lambda before: _told(before).count(),
        _erase_words,
        shortest_days=30,
    ),
)
