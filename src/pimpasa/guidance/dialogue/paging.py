"""Long answers on networks with numbers to press: page by page, so that by SMS too every line can be read.

Lines stay whole where they can; one that goes on over the page says so. What is left waits in the conversation.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from pimpasa.foundation.channels.fitting import split
from pimpasa.foundation.channels.messages import Choice, Reply
from pimpasa.foundation.channels.sms import limits, writing

NEXT, KEY = "lanjut", "pages"
# Networks whose choices are numbers to press, and which carry little at once.
NUMBERED = frozenset({"sms"})
GOES_ON = " .."
LONGEST_PIECE = 200
State = dict[str, Any]


def opened(reply: Reply, state: State, channel: str) -> Reply:
    """The reply as it is where it fits whole; else its first page, and the rest kept for "lanjut"."""
    state.pop(KEY, None)
    if channel not in NUMBERED or is_whole(reply):
        return reply
    pages = _pages(writing.plain(reply.short or reply.text))
    ending = replace(reply, text="", short="")
    last = [pages.pop()] if is_whole(_with(ending, pages[-1])) else [_("Silakan pilih:")]
    state[KEY] = {"left": [*pages[1:], *last], "choices": _packed(ending.choices), "link": ending.link}
    return _page(pages[0]) if pages else turned(state) or reply


def turned(state: State) -> Reply | None:
    """The next page, or None where there is none."""
    kept = state.pop(KEY, None)
    if not kept:
        return None
    words, *left = kept["left"]
    if left:
        state[KEY] = {**kept, "left": left}
        return _page(words)
    choices = tuple(Choice(*one) for one in kept["choices"])
    return _fitting(Reply(words, choices, short=words, link=kept["link"]))


def is_whole(reply: Reply) -> bool:
    """Whether the network shows all of its words."""
    words = writing.plain(reply.short or reply.text)
    link = settings.SITE_URL + reply.link if settings.SITE_URL and reply.link else ""
    return not words or writing.write(replace(reply, link=link))[0]["text"].startswith(words)


def _fitting(reply: Reply) -> Reply:
    """Without the link where only words and numbers fit."""
    return reply if is_whole(reply) else replace(reply, link="")


def _with(ending: Reply, words: str) -> Reply:
    return replace(ending, text=words, short=words, link="")


def _page(words: str) -> Reply:
    return Reply(words, _onward(), short=words)


def _onward() -> tuple[Choice, ...]:
    return (Choice(NEXT, _("Lanjut")), Choice("menu", _("Menu")))


def _packed(choices: Sequence[Choice]) -> list[list[str]]:
    return [[one.id, one.label, one.hint] for one in choices]


def _pages(words: str) -> list[str]:
    ending = writing.menu(_onward(), 0)

    def fits(text: str) -> bool:
        return limits.fits(f"{text}\n{ending}")

    pages, page = [], ""
    for piece in _pieces(words):
        joined = f"{page}\n{piece}" if page else piece
        if page and not fits(joined):
            pages.append(page)
            joined = piece
        page = joined
    return [*pages, page]


def _pieces(words: str) -> Iterator[str]:
    """Lines; a long one in pieces that say that they go on."""
    for line in words.split("\n"):
        *before, last = split(line, LONGEST_PIECE, _septets) or [""]
        yield from (f"{piece}{GOES_ON}" for piece in before)
        yield last


def _septets(text: str) -> int:
    """Letters outside the alphabet of short messages count more than twice."""
    return sum(1 if limits.is_gsm(letter) else 3 for letter in text)
