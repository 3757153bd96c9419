"""Two handlers of INBOUND_HANDLERS: one for who asked for the check, one for a long text that looks like an offer.

Protects a person whose phone or chat others may read: what she sends is checked at once or not at all, and kept never.
"""

from dataclasses import replace

from django.utils.timezone import localdate

from pimpasa.foundation.channels.intake import LONGEST_TEXT
from pimpasa.foundation.channels.messages import Conversation, Inbound, Reply
from pimpasa.foundation.channels.network import network
from pimpasa.offers.answering import codes_of, from_codes
from pimpasa.offers.check import Check, check

from . import saying
from .state import ANSWERED, ASKED, WAITING, Place, keep, leave, read_place

Replies = list[Reply]
WORDS = ("cek tawaran", "periksa tawaran", "cek loker", "cek lowongan", "check offer", "check job offer")
AGREED, REFUSED = frozenset({"1", "ya", "iya", "y", "yes"}), frozenset({"2", "bukan", "tidak", "no"})
# Shorter texts are questions; they are the guides' own.
LONG_TEXT, FEW_WORDS = 120, 4


def receive_asked(inbound: Inbound, conversation: Conversation) -> Replies | None:
    """Answers to the words for it, to its own choices, and to the message it waits for; to nothing else."""
    place, pressed, text = read_place(conversation), inbound.choice, inbound.text.strip()
    if pressed.startswith(saying.PREFIX):
        return _pressed(inbound, conversation, place)
    if not pressed and (rest := _after_words(text)) is not None:
        return _checked(inbound, conversation, rest) if rest else _begin(conversation)
    if not pressed and place.at == ASKED and (said := _plain(text)) in AGREED | REFUSED:
        return _told(inbound, conversation, place) if said in AGREED else _refused(conversation)
    if not pressed and place.at == WAITING and text:
        return _waited_for(inbound, conversation, text)
    if place.at:
        leave(conversation)
    return None


def receive_pasted(inbound: Inbound, conversation: Conversation) -> Replies | None:
    """A long text that reads like an offer: in danger answered at once, else asked about first."""
    place, text = read_place(conversation), inbound.text.strip()
    if inbound.choice or len(text) < LONG_TEXT:
        return None
    found = check(text, localdate())
    if place.not_offer or not found.is_offer:
        leave(conversation)
        return None
    if found.danger:
        return _answered(inbound, conversation, found)
    keep(conversation, Place(ASKED, codes_of(found)))
    return [saying.ask_whether()]


def _plain(text: str) -> str:
    return text.casefold().strip(" .!)\"'“”")


def _after_words(text: str) -> str | None:
    """What follows the words at the beginning ("cek tawaran: ..."), or None where they do not stand there."""
    folded = text.casefold().lstrip(" \"'“")
    for words in WORDS:
        if folded.startswith(words) and not folded[len(words) : len(words) + 1].isalnum():
            rest = text[text.casefold().index(words) + len(words) :].strip(" .:!?,-\n\"'”")
            return rest if len(rest.split()) >= FEW_WORDS else ""
    return None


def _begin(conversation: Conversation) -> Replies:
    keep(conversation, Place(WAITING))
    return [saying.ask_message()]


def _waited_for(inbound: Inbound, conversation: Conversation, text: str) -> Replies | None:
    """A word or two that show nothing are a command for another part."""
    found = check(text, localdate())
    if len(text.split()) < FEW_WORDS and not found.is_offer and not found.danger:
        leave(conversation)
        return None
    return _answered(inbound, conversation, found)


def _checked(inbound: Inbound, conversation: Conversation, text: str) -> Replies:
    return _answered(inbound, conversation, check(text, localdate()))


def _answered(inbound: Inbound, conversation: Conversation, found: Check) -> Replies:
    keep(conversation, Place(ANSWERED, codes_of(found)))
    note = saying.is_cut() if len(inbound.text) >= LONGEST_TEXT else ""
    return [saying.answer(found, localdate(), note=note, is_narrow=_is_narrow(inbound))]


def _told(inbound: Inbound, conversation: Conversation, place: Place) -> Replies:
    """Again from the codes: the text itself was not kept, so nothing is quoted."""
    keep(conversation, replace(place, at=ANSWERED))
    found, note = from_codes(place.codes), saying.is_unquoted()
    return [saying.answer(found, localdate(), note=note if found.signs else "", is_narrow=_is_narrow(inbound))]


def _refused(conversation: Conversation) -> Replies:
    keep(conversation, Place(not_offer=True))
    return [saying.not_asked()]


def _pressed(inbound: Inbound, conversation: Conversation, place: Place) -> Replies:
    if inbound.choice == saying.NO:
        return _refused(conversation)
    if not place.at or place.at == WAITING or inbound.choice == saying.AGAIN:
        return _begin(conversation)
    name, _, page = inbound.choice.removeprefix(saying.PART).partition(":")
    if inbound.choice.startswith(saying.PART) and name:
        return [saying.part(from_codes(place.codes), name, int(page) if page.isdecimal() else 0)]
    return _told(inbound, conversation, place)


def _is_narrow(inbound: Inbound) -> bool:
    return network(inbound.channel).is_numbered
