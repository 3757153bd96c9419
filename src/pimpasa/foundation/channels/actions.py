"""What an administrator may do with the channels."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.foundation.access import Person, require
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.channels import meter, suspension
from pimpasa.foundation.channels.models import Cap, ChannelState, OutgoingMessage
from pimpasa.foundation.channels.policies import KEEP_CHANNELS

State = OutgoingMessage.State
HIGHEST_CAP = 10_000_000


def dead_letters() -> QuerySet[OutgoingMessage]:
    return OutgoingMessage.objects.filter(state__in=[State.DEAD, State.FAILED])


@transaction.atomic
def try_again(channel: str, error_code: str, *, by: Person) -> int:
    """Queues anew what was given up for one reason, if its words are still there."""
    require(by, KEEP_CHANNELS)
    state, _made = ChannelState.objects.get_or_create(pk=channel)
    dead = dead_letters().filter(channel=channel, error_code=error_code).exclude(payload=b"")
    count = dead.update(state=State.QUEUED, attempts=0, next_try_at=timezone.now(), error_code="", provider_key=None)
    record(by, "try-again", state, reason=error_code, messages=count)  # type: ignore[arg-type]  # whoever may is a user
    return count


@transaction.atomic
def resume_channel(channel: str, *, by: Person) -> None:
    """The provider has switched our number on again, or the token was renewed."""
    require(by, KEEP_CHANNELS)
    state, _made = ChannelState.objects.get_or_create(pk=channel)
    suspension.resume(channel)
    record(by, "resume-channel", state)  # type: ignore[arg-type]  # whoever may is a user


@transaction.atomic
def set_cap(budget_key: str, messages: int, *, by: Person) -> None:
    """What waited for room is tried again at once."""
    require(by, KEEP_CHANNELS)
    if not 0 <= messages <= HIGHEST_CAP:
        raise ValidationError({"messages": _("Isi angka dari 0 sampai 10.000.000.")})
    cap, _made = Cap.objects.update_or_create(pk=budget_key, defaults={"messages": messages})
    waiting = OutgoingMessage.objects.filter(state=State.QUEUED, budget_key=budget_key, error_code=meter.OVER_CAP)
    waiting.update(next_try_at=timezone.now())
    record(by, "set-cap", cap, messages=messages)  # type: ignore[arg-type]  # whoever may is a user
