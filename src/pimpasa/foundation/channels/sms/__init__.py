"""SMS by any gateway that takes and sends JSON over HTTP; docs/channels.md says what it must look like."""

from django.utils.translation import gettext_lazy as _

from pimpasa.foundation.channels.network import Network
from pimpasa.foundation.channels.sms import limits, reading, sending, writing

SMS = Network(
    name="sms",
    label=_("SMS"),
    verify=reading.verify,
    read=reading.read,
    write=writing.write,
    show=writing.show,
    deliver=sending.deliver,
    is_simulated=reading.is_simulated,
    phone_of=lambda address: address,
    billed=lambda payload: limits.segments(payload["text"]),
    unreadable_status=400,
    is_numbered=True,
    reports=True,
)
