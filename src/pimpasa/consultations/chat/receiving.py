"""Takes a chat over from the guides when somebody wants a person, and speaks for her threads until she goes back.

Danger goes before everything: the numbers that help come first, and what she typed is kept.
"""

from collections.abc import Callable
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from pimpasa.consultations import limits
from pimpasa.consultations.actions.asking import AnotherWasFirstError
from pimpasa.consultations.chat import asking, following, places, saying
from pimpasa.consultations.chat.flow import (
    ADDING,
    ASKING,
    GUIDANCE,
    GUIDE,
    KEY,
    NEW,
    NOTE,
    OFFER,
    OUT,
    PREFIX,
    STATUS,
    THREAD,
    WORDS,
    WRITING,
    Flow,
    Turn,
    read_flow,
)
from pimpasa.consultations.helped.actions import count_helped
from pimpasa.consultations.readers import NoReaderError
from pimpasa.foundation.channels.messages import Conversation, Inbound, Reply
from pimpasa.guidance.dialogue import paging, receiving
from pimpasa.guidance.dialogue.choosing import HELPED, MENU, PERSON, command
from pimpasa.guidance.dialogue.talk import read_talk

Replies = list[Reply]
OUT_WORDS = frozenset({"keluar", "batal", "batalkan", "cancel"})
STATUS_WORDS = frozenset({"status", "jawaban", "lihat jawaban", "keadaan", "answer"})


def hand_over(inbound: Inbound, conversation: Conversation) -> Replies:
    """Begins, whatever the asker was in the middle of; the guide keeps what she answered there."""
    turn = Turn(inbound, conversation, read_flow(conversation.state.get(KEY)))
    return _shown(turn, asking.begin(turn))


def receive(inbound: Inbound, conversation: Conversation) -> Replies | None:
    """Answers what belongs to a question to a person; everything else is the guides'."""
    turn = Turn(inbound, conversation, read_flow(conversation.state.get(KEY)))
    with translation.override(_language(conversation)):
        if inbound.choice == HELPED:
            _count_helped(turn)
        if inbound.choice == paging.NEXT and turn.flow.at:
            page = paging.turned(conversation.state)
            return [page] if page else following.status(turn)
        replies = _kept_or_refused(turn)
    return _shown(turn, replies) if replies is not None else None


def _language(conversation: Conversation) -> str | None:
    """As chosen in the chat, else the contact's own."""
    has_talked = GUIDANCE in conversation.state
    return read_talk(conversation.state[GUIDANCE]).language if has_talked else translation.get_language()


def _count_helped(turn: Turn) -> None:
    talk = asking.talk_of(turn)
    if talk.wondered and (topic := asking.topic_of(talk.wondered)):
        count_helped(topic, places.region_of(talk.village), helped=True)


def _shown(turn: Turn, replies: Replies) -> Replies:
    """In one message where there is room; by SMS page by page."""
    if turn.inbound.channel in paging.NUMBERED:
        return [*replies[:-1], paging.opened(replies[-1], turn.conversation.state, turn.inbound.channel)]
    *before, last = replies
    return [replace(last, text=saying.joined(*(one.text for one in before), last.text))]


def _kept_or_refused(turn: Turn) -> Replies | None:
    """All or nothing: a step that is refused changes nothing, and she is told why."""
    try:
        with transaction.atomic():
            return _answered(turn)
    except ValidationError as refused:
        return [saying.refused(" ".join(refused.messages))]
    except limits.TooManyError:
        return [saying.refused(_("Hari ini sudah banyak pertanyaan. Tulis lagi besok."))]
    except limits.BlockedError:
        return [saying.refused(_("Dari sini belum bisa menulis kepada petugas. Panduan tetap bisa dipakai."))]
    except NoReaderError:
        return [saying.nobody()]
    except AnotherWasFirstError:
        return asking.begin(replace(turn, flow=Flow(text=turn.flow.text)))


def _answered(turn: Turn) -> Replies | None:
    word = turn.text.casefold().strip(" .!\"'“”")
    said = turn.pressed or command(turn.text)
    if turn.flow.at and (turn.pressed == OUT or (not turn.pressed and word in OUT_WORDS)):
        return _out(turn)
    if turn.pressed == STATUS or (not turn.pressed and word in STATUS_WORDS):
        return following.status(turn)
    if said == PERSON and turn.flow.at:
        return asking.begin(turn)
    if said == MENU or (turn.pressed and not turn.pressed.startswith(PREFIX)):
        turn.leave()
        return None
    if turn.pressed:
        return _pressed(turn)
    return _with_help(turn) if asking.is_danger(turn.text) else _typed(turn)


def _out(turn: Turn) -> Replies:
    """Leaves what was begun; what is sent stays sent."""
    turn.leave()
    return [saying.left_off()]


def _pressed(turn: Turn) -> Replies | None:
    for prefix, act in following.ON_THREAD.items():
        if (pk := turn.after(prefix)) and (one := following.own(turn, pk)):
            return act(turn, one)
    if turn.flow.draft and turn.pressed == NEW:
        return asking.begin(replace(turn, flow=Flow(at=OFFER)), turn.flow.draft)
    if turn.flow.draft and turn.pressed == GUIDE:
        return _ask_guide(turn)
    if turn.flow.at == THREAD and (replies := following.another_reader(turn)):
        return replies
    return _step(turn) if turn.flow.at in STEPS else following.status(turn)


def _ask_guide(turn: Turn) -> Replies:
    turn.leave()
    return receiving.receive(replace(turn.inbound, text=turn.flow.draft, choice=""), turn.conversation)


def _typed(turn: Turn) -> Replies | None:
    if turn.flow.at not in WRITING | {ADDING} and turn.text and following.is_receipt(turn.text):
        return following.by_receipt(turn)
    if turn.flow.at in STEPS:
        return _step(turn)
    is_new = GUIDANCE not in turn.conversation.state
    if turn.text and (turn.flow.at == THREAD or is_new) and not command(turn.text) and following.has_open(turn):
        return following.heard(turn)
    turn.leave()
    return None


def _with_help(turn: Turn) -> Replies | None:
    """The helplines, then what the words were typed for. Outside a question the guides bring the help."""
    if turn.flow.at in (WORDS, ADDING, NOTE):
        replies = _step(turn)
    elif turn.flow.at in ASKING:
        replies = _step(turn.at(replace(turn.flow, text=f"{turn.flow.text}\n{turn.text}".strip())).without_words())
    elif turn.flow.at == THREAD and following.has_open(turn):
        replies = following.heard(turn)
    else:
        return None
    return replies if saying.help_first() in replies else [saying.help_first(), *replies]


def _step(turn: Turn) -> Replies:
    return STEPS[turn.flow.at](turn)


Step = Callable[[Turn], Replies]
STEPS: dict[str, Step] = {**asking.STEPS, **following.STEPS}
