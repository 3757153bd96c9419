"""WhatsApp Cloud API."""

from django.utils.translation import gettext_lazy as _

from pimpasa.foundation.channels.network import Network
from pimpasa.foundation.channels.whatsapp import reading, sending, writing

WHATSAPP = Network(
    name="whatsapp",
    label=_("WhatsApp"),
    verify=reading.verify,
    challenge=reading.challenge,
    read=reading.read,
    write=writing.write,
    show=writing.show,
    deliver=sending.deliver,
    is_simulated=reading.is_simulated,
    phone_of=reading.phone_of,
    billed=lambda _payload: 1,
    reports=True,
)
