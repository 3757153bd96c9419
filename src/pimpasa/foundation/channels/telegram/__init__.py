"""Telegram Bot API."""

from django.utils.translation import gettext_lazy as _

from pimpasa.foundation.channels.network import Network
from pimpasa.foundation.channels.telegram import reading, sending, writing

TELEGRAM = Network(
    name="telegram",
    label=_("Telegram"),
    verify=reading.verify,
    read=reading.read,
    write=writing.write,
    show=writing.show,
    deliver=sending.deliver,
    is_simulated=reading.is_simulated,
)
