"""One notice for all that waits: without content, not too often, never in someone's quiet hours."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from smtplib import SMTPException
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pimpasa.accounts.access import may, postings_of
from pimpasa.accounts.models import User
from pimpasa.consultations.models import Consultation
from pimpasa.consultations.notices.models import NoticeChoice
from pimpasa.consultations.policies import SEE_PRIVATE_NOTES
from pimpasa.consultations.private.models import PrivatePart
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.channels import outbox
from pimpasa.foundation.channels.messages import Reply

logger = logging.getLogger(__name__)
GAP, REMINDED_AFTER = timedelta(hours=4), timedelta(days=1)
WITHOUT_BUDGET = "umum"


@dataclass(frozen=True)
class Waiting:
    """How much waits for one person, since when the newest does, and whether something is late."""

    number: int
    newest: datetime | None
    is_late: bool


def send_notices(now: datetime) -> int:
    """How many people were told. Those who may read nothing any more are forgotten, address and all."""
    confirmed = NoticeChoice.objects.filter(confirmed_at__isnull=False).values_list("pk", flat=True)
    return sum(_send(pk, now) for pk in list(confirmed))


@transaction.atomic
def _send(pk: UUID, now: datetime) -> bool:
    rows = NoticeChoice.objects.select_for_update(of=("self",), skip_locked=True)
    choice = rows.select_related("user", "contact").filter(pk=pk, confirmed_at__isnull=False).first()
    if choice is None:
        return False
    if not choice.user.is_active or not postings_of(choice.user):
        record(None, "stop-notices", choice)
        choice.delete()
        return False
    if not _is_time(choice, now) or not (number := _untold(choice, now)):
        return False
    choice.last_sent_at = now
    choice.save(update_fields=["last_sent_at"])
    with translation.override(settings.LANGUAGE_CODE):
        _tell(choice, number)
    record(None, "send-notice", choice, channel=choice.channel)
    return True


def _is_time(choice: NoticeChoice, now: datetime) -> bool:
    is_soon = choice.last_sent_at is not None and now - choice.last_sent_at < GAP
    return not is_soon and not choice.is_quiet_at(timezone.localtime(now).hour)


def _untold(choice: NoticeChoice, now: datetime) -> int:
    """What waits, if something of it is new since the last notice, or late for a day without a reminder."""
    waiting, last = what_waits(choice.user, now), choice.last_sent_at
    if last is None or (waiting.newest and waiting.newest > last):
        return waiting.number
    return waiting.number if waiting.is_late and now - last >= REMINDED_AFTER else 0


def what_waits(user: User, now: datetime) -> Waiting:
    """Only what is the person's turn by the postings of today."""
    threads = Consultation.objects.for_acting(user).waiting()
    newest = threads.aggregate(newest=Max(Greatest("waiting_since", "state_since")))["newest"]
    number, late = threads.count(), threads.overdue(now).exists()
    if not may(user, SEE_PRIVATE_NOTES):
        return Waiting(number, newest, late)
    parts = PrivatePart.objects.visible_to(user).waiting()
    told = parts.filter(entries__is_reply=False).aggregate(newest=Max("entries__recorded_at"))["newest"]
    latest = max((one for one in (newest, told) if one), default=None)
    return Waiting(number + parts.count(), latest, late or parts.overdue(now).exists())


def _tell(choice: NoticeChoice, number: int) -> None:
    words = ngettext(
        "Ada %(number)d hal menunggu Anda di Pimpasa.", "Ada %(number)d hal menunggu Anda di Pimpasa.", number
    ) % {"number": number}
    link = reverse("staff-home")
    if choice.channel == NoticeChoice.Channel.EMAIL:
        text = f"{words}\n{settings.SITE_URL}{link}" if settings.SITE_URL else words
        transaction.on_commit(partial(_mail, choice.email, text))
    elif choice.contact:
        outbox.send(choice.contact, Reply(words, short=words, link=link), budget_key=_budget_of(choice.user))


def _budget_of(user: User) -> str:
    return next((one.office_id for one in postings_of(user) if one.office_id), WITHOUT_BUDGET)


def _mail(address: str, text: str) -> None:
    try:
        send_mail(_("Ada yang menunggu di Pimpasa"), text, settings.DEFAULT_FROM_EMAIL, [address])
    except (SMTPException, OSError) as error:
        # The error's text may quote the address.
        logger.error("a notice by e-mail failed: %s", type(error).__name__)


def contacts_needed(due: Iterable[UUID]) -> set[UUID]:
    """Those that notices go to."""
    rows = NoticeChoice.objects.filter(contact__in=list(due)).values_list("contact", flat=True)
    return {pk for pk in rows if pk}
