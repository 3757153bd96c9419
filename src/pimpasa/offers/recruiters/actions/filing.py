"""Filing, confirming and taking back. Nothing here looks whether a fingerprint is known: a job does, later."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.accounts.access import may_in, require
from pimpasa.accounts.models import User
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.sync.changes import CurrentTransaction
from pimpasa.foundation.sync.keys import wait_for_key
from pimpasa.offers.recruiters.identifiers import Identifier
from pimpasa.offers.recruiters.marks import mark_of
from pimpasa.offers.recruiters.models import RecruiterFiling, RecruiterMark
from pimpasa.offers.recruiters.policies import CONFIRM_FILING, FILE_RECRUITER
from pimpasa.offers.recruiters.tasks import link_filing
from pimpasa.regions.models import Region

Channel, Basis = RecruiterFiling.Channel, RecruiterFiling.Basis
CLOCKS_DIFFER = timedelta(hours=1)


@dataclass(frozen=True)
class NewFiling:
    """The key comes from the form or the device, so that sending twice files once."""

    id: UUID
    village: Region
    identifiers: tuple[Identifier, ...]
    occurred_at: datetime | None = None


@transaction.atomic
def file_publicly(new: NewFiling) -> RecruiterFiling:
    """A report that counts for nothing until somebody of the office confirms it. Not in the log: nobody's deed."""
    wait_for_key(new.id)
    if known := RecruiterFiling.objects.filter(pk=new.id).first():
        return known
    filing = RecruiterFiling(id=new.id, village=new.village, channel=Channel.WEB, filed_on=timezone.localdate())
    return _kept(filing, new.identifiers)


@transaction.atomic
def file_recruiter(new: NewFiling, *, basis: str = Basis.SEEN, by: User) -> RecruiterFiling:
    """Whoever may confirm has confirmed with it; an agent's filing waits. Raises ValidationError."""
    require(by, FILE_RECRUITER, new.village.pk)
    wait_for_key(new.id)
    if known := RecruiterFiling.objects.filter(pk=new.id).first():
        return _own(known, by)
    now = timezone.now()
    filing = RecruiterFiling(
        id=new.id,
        village=new.village,
        channel=Channel.DESK,
        filed_on=timezone.localdate(),
        filed_by=by,
        occurred_at=_occurred(new.occurred_at or now, now),
        recorded_at=now,
        xid=CurrentTransaction(),
    )
    if may_in(by, CONFIRM_FILING, new.village.pk):
        filing.confirmed_by, filing.confirmed_at, filing.basis = by, now, _known_basis(basis)
    _kept(filing, new.identifiers)
    record(by, "file-recruiter", filing, village=new.village.pk)
    link_filing.defer(filing=str(filing.pk))
    return filing


@transaction.atomic
def confirm_filing(filing: RecruiterFiling, *, basis: str, by: User) -> RecruiterFiling:
    """Again by the same person changes nothing. Raises ValidationError when it waits no more."""
    locked = _locked(RecruiterFiling.objects.for_confirming(by), filing, "confirm-recruiter-filing")
    if locked.confirmed_by_id == by.pk and locked.cut_at is None:
        return locked
    if not locked.is_waiting:
        raise ValidationError(_("Kiriman ini sudah dikonfirmasi atau dicabut orang lain."))
    locked.confirmed_by, locked.confirmed_at, locked.basis = by, timezone.now(), _known_basis(basis)
    locked.save(update_fields=["confirmed_by", "confirmed_at", "basis"])
    record(by, "confirm-recruiter-filing", locked, village=locked.village_id)
    link_filing.defer(filing=str(locked.pk))
    return locked


@transaction.atomic
def cut_filing(filing: RecruiterFiling, *, reason: str, by: User) -> RecruiterFiling:
    """Takes the filing out of whatever it counts in; its fingerprints go with it."""
    locked = _locked(RecruiterFiling.objects.visible_to(by), filing, "cut-recruiter-filing")
    if locked.cut_at is not None:
        return locked
    if reason not in RecruiterFiling.CutReason.values:
        raise ValidationError({"reason": _("Pilih alasannya.")})
    locked.cut_at, locked.cut_by, locked.cut_reason = timezone.now(), by, reason
    locked.save(update_fields=["cut_at", "cut_by", "cut_reason"])
    locked.marks.all().delete()
    record(by, "cut-recruiter-filing", locked, village=locked.village_id, reason=reason)
    link_filing.defer(filing=str(locked.pk))
    return locked


def _locked(within: QuerySet[RecruiterFiling], filing: RecruiterFiling, deed: str) -> RecruiterFiling:
    found = within.select_for_update(of=("self",)).filter(pk=filing.pk).first()
    if found is None:
        raise PermissionDenied(deed)
    return found


def _kept(filing: RecruiterFiling, identifiers: Iterable[Identifier]) -> RecruiterFiling:
    marks = [
        RecruiterMark(filing=filing, kind=one.kind, fingerprint=mark_of(one)) for one in dict.fromkeys(identifiers)
    ]
    if not marks:
        raise ValidationError(_("Tidak ada nomor, rekening, akun, atau nama perusahaan yang dipilih."))
    filing.save(force_insert=True)
    RecruiterMark.objects.bulk_create(marks)
    return filing


def _known_basis(basis: str) -> str:
    if basis not in Basis.values:
        raise ValidationError({"basis": _("Pilih dasarnya.")})
    return basis


def _occurred(moment: datetime, now: datetime) -> datetime:
    if moment > now + CLOCKS_DIFFER:
        raise ValidationError({"occurred_at": _("Waktu ini belum tiba.")})
    return moment


def _own(known: RecruiterFiling, by: User) -> RecruiterFiling:
    if known.filed_by_id != by.pk:
        raise PermissionDenied("file-recruiter")
    return known
