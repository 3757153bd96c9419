"""Where a person stands between two messages. No word of hers is in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pimpasa.foundation.channels.messages import Conversation
from pimpasa.offers.answering import Codes

KEY = "offers"
# A message is waited for; a long text was read and she is asked whether it is an offer; an answer was given.
WAITING, ASKED, ANSWERED = "waiting", "asked", "answered"


@dataclass(frozen=True)
class Place:
    """`not_offer`: she said that her last text was no offer, so that the same text is not asked about again."""

    at: str = ""
    codes: Codes = field(default_factory=Codes)
    not_offer: bool = False


def read_place(conversation: Conversation) -> Place:
    """Anything unreadable begins anew."""
    kept = conversation.state.get(KEY)
    if not isinstance(kept, Mapping):
        return Place()
    codes = Codes(
        signs=_words(kept.get("signs")),
        claims=_words(kept.get("claims")),
        missing=_words(kept.get("missing")),
        danger=kept.get("danger") is True,
        is_offer=kept.get("is_offer") is not False,
    )
    return Place(str(kept.get("at", "")), codes, kept.get("not_offer") is True)


def keep(conversation: Conversation, place: Place) -> None:
    codes = {name: list(value) if isinstance(value, tuple) else value for name, value in vars(place.codes).items()}
    conversation.state[KEY] = {"at": place.at, "not_offer": place.not_offer, **codes}


def leave(conversation: Conversation) -> None:
    conversation.state.pop(KEY, None)


def _words(kept: object) -> tuple[str, ...]:
    return tuple(one for one in kept if isinstance(one, str)) if isinstance(kept, list | tuple) else ()
