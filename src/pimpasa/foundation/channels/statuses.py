"""What a provider tells later of a message that it accepted."""

from uuid import UUID

from django.utils import timezone

from pimpasa.foundation.channels.addresses import provider_key
from pimpasa.foundation.channels.models import OutgoingMessage
from pimpasa.foundation.channels.network import Network, Status

State = OutgoingMessage.State
ON_ITS_WAY = (State.TAKEN, State.SENT)


def note(network: Network, status: Status) -> bool:
    """Whether it spoke of a message of ours. Reports come late and out of order, and never lead backwards."""
    found = _message(network, status)
    if found is None:
        return False
    rows = OutgoingMessage.objects.filter(pk=found.pk, state__in=ON_ITS_WAY)
    now = timezone.now()
    if status.state == "failed":
        rows.update(state=State.FAILED, error_code=status.code[:40])
    elif status.state == "delivered":
        words = {} if found.contact.is_simulated else {"payload": b""}
        rows.update(state=State.DELIVERED, sent_at=found.sent_at or now, delivered_at=now, **words)
    else:
        # It tells of an acceptance that we may not have been able to write down.
        rows.filter(state=State.TAKEN).update(state=State.SENT, sent_at=now)
    return True


def _message(network: Network, status: Status) -> OutgoingMessage | None:
    of_channel = OutgoingMessage.objects.select_related("contact").filter(channel=network.name)
    try:
        reference = UUID(status.reference)
    except ValueError:
        return of_channel.filter(provider_key=provider_key(network.name, status.provider_id)).first()
    return of_channel.filter(pk=reference).first()
