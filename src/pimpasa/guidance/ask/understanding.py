"""What a line of everyday language was understood to mean, before anything is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .understood import Prefilled

GuideName = Literal["paspor", "kerja"]


@dataclass(frozen=True)
class Understanding:
    """`text` is what was read, cleaned and with identity numbers masked. `start` are answers the guide may begin with.

    `must_confirm`: something was understood on which money depends, so amounts wait until the person has confirmed it.
    """

    text: str
    topic: str
    confidence: float
    abstained: bool
    emergency: bool
    guide: GuideName | None
    prefilled: tuple[Prefilled, ...]
    runner_up: str
    matched_words: tuple[str, ...]
    must_confirm: bool = False
    asks: tuple[str, ...] = ()
    start: Mapping[str, Any] = field(default_factory=dict)
