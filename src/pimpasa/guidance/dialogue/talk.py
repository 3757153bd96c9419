"""Where a conversation stands: everything the next message needs, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from pimpasa.foundation.content import load_library
from pimpasa.foundation.rules import Guide
from pimpasa.guidance.journey import Journey, read_journey

# What the next message is taken for, besides the commands that are understood everywhere.
MENU, CONFIRM, QUESTION, ANSWER, VILLAGE = "menu", "confirm", "question", "answer", "village"
PLACES = frozenset({MENU, CONFIRM, QUESTION, ANSWER, VILLAGE})
Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Talk:
    """`fields` are a journey's (see Journey.fields); `ticked` options of a tick list not yet finished.

    `offered` are the choices of the last reply with their labels, so that typed words find them. The village and the
    language outlast a guide. `wondered` is the last question in her own words, so that she can put it to a person.
    """

    at: str = MENU
    guide_id: str = ""
    fields: Fields = ()
    ticked: tuple[str, ...] = ()
    asked: str = ""
    offered: Fields = ()
    wondered: str = ""
    village: str = ""
    language: str = "id"

    @property
    def guide(self) -> Guide | None:
        return load_library().guides.get(self.guide_id)

    @property
    def journey(self) -> Journey | None:
        guide = self.guide
        return read_journey(guide, QueryDict(urlencode(self.fields))) if guide else None

    def with_journey(self, journey: Journey) -> "Talk":
        fields = tuple(journey.fields())
        return replace(self, guide_id=journey.guide.id, fields=fields, village=journey.village, ticked=())

    def anew(self) -> "Talk":
        return Talk(village=self.village, language=self.language)

    def as_state(self) -> dict[str, object]:
        return {name: value for name, value in vars(self).items() if value}


def read_talk(state: object) -> Talk:
    """From what was kept; anything unreadable (an older edition) begins again at the menu."""
    if not isinstance(state, Mapping):
        return Talk()
    known: dict[str, Any] = {name: _plain(value) for name, value in state.items() if name in Talk.__dataclass_fields__}
    try:
        talk = Talk(**known)
        assert talk.at in PLACES
        assert all(len(pair) == 2 for pair in (*talk.fields, *talk.offered))
    except (AssertionError, TypeError):
        return Talk()
    return talk


def _plain(value: object) -> object:
    """JSON knows lists only."""
    return tuple(_plain(item) for item in value) if isinstance(value, list | tuple) else value
