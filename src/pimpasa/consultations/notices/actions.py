"""Choosing where notices go. Nothing is sent to an address before its owner has shown that it is theirs.

An e-mail address gets a code to type here. A network cannot be written to first, so there the person sends the code.
"""

import secrets
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.accounts.access import require
from pimpasa.accounts.models import User
from pimpasa.consultations.notices.models import ADDRESS, NoticeChoice
from pimpasa.consultations.policies import SEE_CONSULTATIONS
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.channels.models import Contact
from pimpasa.foundation.secrecy import fingerprint, sealed

CODE_HOLDS, CODE_AGAIN = timedelta(minutes=30), timedelta(minutes=1)
MOST_TRIES = 5
Channel = NoticeChoice.Channel


@transaction.atomic
def choose_notices(channel: str, *, email: str = "", quiet: tuple[int, int] = (20, 6), by: User) -> str:
    """Off until confirmed; gives the code. By e-mail it is sent, and whoever calls must not show it.

    Raises ValidationError.
    """
    require(by, SEE_CONSULTATIONS)
    if channel not in Channel or (channel == Channel.EMAIL and not email):
        raise ValidationError({"channel": _("Pilih salurannya, dan alamat bila lewat surel.")})
    choice = NoticeChoice.objects.select_for_update().filter(user=by).first() or NoticeChoice(user=by)
    now, code = timezone.now(), f"{secrets.randbelow(10**8):08}"
    if choice.code_until and choice.code_until - CODE_HOLDS + CODE_AGAIN > now:
        raise ValidationError(_("Kode baru saja dibuat. Tunggu satu menit."))
    choice.channel, choice.contact, choice.confirmed_at = channel, None, None
    choice.address = sealed(email, ADDRESS) if channel == Channel.EMAIL else b""
    choice.quiet_from, choice.quiet_until = quiet
    choice.code_key, choice.code_until, choice.tries = _key(code), now + CODE_HOLDS, 0
    choice.save()
    record(by, "choose-notices", choice, channel=channel)
    if channel == Channel.EMAIL:
        words = _("Kode Pimpasa Anda: %s. Berlaku 30 menit. Abaikan bila bukan Anda yang meminta.") % code
        transaction.on_commit(lambda: send_mail(_("Kode Pimpasa"), words, settings.DEFAULT_FROM_EMAIL, [email]))
    return code


def _key(code: str) -> bytes:
    return fingerprint(code, "consultations/notice-code")


@transaction.atomic
def confirm_by_code(typed: str, *, by: User) -> bool:
    """The code that came by e-mail. After a few wrong ones a new code is needed."""
    choice = NoticeChoice.objects.select_for_update().filter(user=by, channel=Channel.EMAIL).first()
    if choice is None or choice.code_key is None or choice.tries >= MOST_TRIES:
        return False
    choice.tries += 1
    choice.save(update_fields=["tries"])
    is_right = secrets.compare_digest(bytes(choice.code_key), _key(typed.strip()))
    return is_right and _confirmed(choice, None)


@transaction.atomic
def confirm_by_chat(typed: str, contact: UUID, channel: str) -> bool:
    """The code as the person sent it on the network that they chose."""
    rows = NoticeChoice.objects.select_for_update(of=("self",)).filter(channel=channel).exclude(channel=Channel.EMAIL)
    choice = rows.filter(code_key=_key(typed)).first()
    return choice is not None and _confirmed(choice, contact)


def _confirmed(choice: NoticeChoice, contact: UUID | None) -> bool:
    now = timezone.now()
    if choice.code_until is None or choice.code_until < now:
        return False
    choice.contact = Contact.objects.get(pk=contact) if contact else None
    choice.confirmed_at, choice.code_key, choice.code_until = now, None, None
    choice.save()
    record(choice.user, "confirm-notices", choice, channel=choice.channel)
    return True


@transaction.atomic
def stop_notices(*, by: User) -> None:
    """The address is forgotten with it."""
    if choice := NoticeChoice.objects.select_for_update().filter(user=by).first():
        record(by, "stop-notices", choice)
        choice.delete()
