"""The chat on our own pages: nobody in between, so what is queued has arrived."""

from django.utils.translation import gettext_lazy as _

from pimpasa.foundation.channels.network import Network
from pimpasa.foundation.channels.webchat import exchange

WEBCHAT = Network(
    name="webchat",
    label=_("Obrolan web"),
    verify=exchange.verify,
    read=exchange.read,
    write=exchange.write,
    show=exchange.show,
    deliver=exchange.deliver,
    is_simulated=lambda _address: False,
    is_local=True,
)
