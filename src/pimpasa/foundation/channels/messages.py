"""What passes between a network and the parts that talk: one message in, one reply out, the same for every network.

Knows nothing of passports. A network's own words (buttons, lists, templates) stay in its folder.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Inbound:
    """One message from a person, read from a network's webhook or typed in the web chat."""

    contact: UUID
    channel: str
    received_at: datetime
    text: str = ""
    # The id of the choice pressed, if the network carries one; by SMS the number arrives as text.
    choice: str = ""
    # What came instead of words ("image", "document", "audio", "location"...). Its content is never fetched.
    attachment: str = ""


@dataclass(frozen=True)
class Choice:
    """One thing to press. `id` comes back as Inbound.choice on networks with buttons, as a number by SMS."""

    id: str
    label: str
    # A second line, on networks whose lists have one.
    hint: str = ""


@dataclass(frozen=True)
class Reply:
    """One complete answer: the network splits, shortens labels and numbers the choices within its own limits.

    `text` is for networks with room (WhatsApp, Telegram, web); `short` for SMS, with what `more` offers.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    short: str = ""
    # Where the whole answer stands: a link that carries no sensitive answer.
    link: str = ""


@dataclass
class Conversation:
    """What a contact and a handler have said so far; kept encrypted between messages, and forgotten after a while."""

    state: dict[str, object] = field(default_factory=dict)


# Called inside the webhook's transaction; the first handler in INBOUND_HANDLERS that gives replies has answered.
Handler = Callable[[Inbound, Conversation], "list[Reply] | None"]
# "Talk to a person": what a dialogue calls when someone asks for one (HAND_OVER in the settings).
HandOver = Callable[[Inbound, Conversation], "list[Reply]"]
