"""The steps from "I want a person" to a question that is sent. Nobody has it before she has chosen who reads it."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language

from pimpasa.consultations.actions import asking
from pimpasa.consultations.actions.stepping import LONGEST
from pimpasa.consultations.chat import places, saying
from pimpasa.consultations.chat.flow import (
    GUIDANCE,
    IN_REGENCY,
    IN_VILLAGE,
    INCLUDE,
    INCLUDED,
    LEFT_OUT,
    NOWHERE,
    OFFER,
    ONLY_REGENCY,
    OTHER,
    READ_BY,
    READER,
    REGENCY,
    THIS,
    THREAD,
    VILLAGE,
    WORDS,
    Flow,
    Turn,
    new_flow,
)
from pimpasa.consultations.chat.telling import budget_of
from pimpasa.consultations.helped.actions import count_helped
from pimpasa.consultations.levels import CHOICES, Level
from pimpasa.consultations.models import Consultation
from pimpasa.consultations.queries import thread_for
from pimpasa.consultations.readers import NoReaderError, levels_with_readers
from pimpasa.consultations.signs import Signs, signs_in
from pimpasa.foundation.channels.messages import Reply
from pimpasa.foundation.channels.models import Contact
from pimpasa.foundation.ui.words import say
from pimpasa.guidance.ask.asker import load_asker
from pimpasa.guidance.ask.understand import understand
from pimpasa.guidance.dialogue.talk import Talk, read_talk
from pimpasa.regions.models import Region

Replies = list[Reply]


def begin(turn: Turn, text: str = "") -> Replies:
    """With words at hand they are offered, never taken for granted."""
    text = text or turn.flow.text or talk_of(turn).wondered
    flow = new_flow(text=text[:LONGEST])
    if text:
        return turn.say(replace(flow, at=OFFER), saying.offer_words(text))
    return turn.say(replace(flow, at=WORDS), saying.ask_words())


def talk_of(turn: Turn) -> Talk:
    return read_talk(turn.conversation.state.get(GUIDANCE))


def offered(turn: Turn) -> Replies:
    if turn.pressed == THIS:
        return with_words(turn, turn.flow.text)
    if turn.pressed == OTHER:
        return turn.say(replace(turn.flow, at=WORDS, text=""), saying.ask_words())
    return with_words(turn, turn.text) if turn.text and not turn.pressed else begin(turn)


def words(turn: Turn) -> Replies:
    if not turn.text or turn.pressed:
        return turn.say(turn.flow, saying.ask_words())
    return with_words(turn, turn.text)


def with_words(turn: Turn, text: str) -> Replies:
    flow = replace(turn.flow, text=text[:LONGEST])
    if answered := answered_words(talk_of(turn)):
        return turn.say(replace(flow, at=INCLUDE), saying.ask_include(answered))
    return ask_village(turn, flow)


def answered_words(talk: Talk) -> str:
    """What she answered in the guide; sensitive answers stay there."""
    if not talk.journey:
        return ""
    questions, language = talk.journey.guide.by_question, get_language() or "id"
    given = [(questions[name], options) for name, options in talk.journey.answers.items()]
    told = [
        say(option.text, language)
        for question, options in given
        if not question.sensitive
        for option in (question.option(one) for one in options)
        if option
    ]
    return f"{say(talk.journey.guide.title, language)}: {'; '.join(told)}" if told else ""


def include(turn: Turn) -> Replies:
    if turn.pressed == INCLUDED:
        return ask_village(turn, replace(turn.flow, more=answered_words(talk_of(turn))))
    if turn.pressed == LEFT_OUT:
        return ask_village(turn, turn.flow)
    return _written_on(turn) if turn.text else turn.say(turn.flow, saying.ask_include(answered_words(talk_of(turn))))


def _written_on(turn: Turn) -> Replies:
    """Words where a press was waited for belong to the question."""
    return with_words(turn, f"{turn.flow.text}\n{turn.text}")


def ask_village(turn: Turn, flow: Flow) -> Replies:
    known = places.village_at(talk_of(turn).village)
    return turn.say(replace(flow, at=VILLAGE), saying.ask_village(known))


def village(turn: Turn) -> Replies:
    if turn.pressed == NOWHERE:
        return ask_reader(turn, replace(turn.flow, place=""))
    if turn.pressed == ONLY_REGENCY:
        known = places.regency_above(talk_of(turn).village)
        return turn.say(replace(turn.flow, at=REGENCY), saying.ask_regency(known))
    found = places.villages_named(turn.text) if not turn.pressed else []
    code = turn.after(IN_VILLAGE) or (found[0].code if len(found) == 1 else "")
    if region := places.region_of(code):
        return ask_reader(turn, replace(turn.flow, place=region.code))
    if found:
        return turn.say(turn.flow, saying.which_village(found))
    known_village = places.village_at(talk_of(turn).village)
    return turn.say(turn.flow, saying.ask_village(known_village, _unknown(turn)))


def _unknown(turn: Turn) -> str:
    return saying.unknown_place() if turn.text else ""


def regency(turn: Turn) -> Replies:
    if turn.pressed == NOWHERE:
        return ask_reader(turn, replace(turn.flow, place=""))
    if region := places.region_of(turn.after(IN_REGENCY)):
        return ask_reader(turn, replace(turn.flow, place=region.code))
    found = places.regencies_named(turn.text) if turn.text and not turn.pressed else []
    return turn.say(turn.flow, saying.ask_regency(found, "" if found else _unknown(turn)))


def whole_text(flow: Flow) -> str:
    return f"{flow.text}\n\n{flow.more}"[:LONGEST].strip()


def signs_of(flow: Flow, place: Region | None) -> Signs:
    return signs_in(whole_text(flow), place.code if place and place.is_village else "")


def ask_reader(turn: Turn, flow: Flow) -> Replies:
    """Levels with readers only. In trouble the helplines come first, and the village is not among them."""
    place = places.region_of(flow.place)
    signs = signs_of(flow, place)
    levels = levels_for(place, is_troubled=signs.any)
    if not levels:
        turn.leave()
        return [saying.nobody()]
    before = [saying.help_first()] if signs.any else []
    return turn.say(replace(flow, at=READER), *before, saying.ask_reader(levels, signs))


def levels_for(place: Region | None, *, is_troubled: bool) -> list[str]:
    """Nearest first; the farthest first where there is trouble, and then without the village."""
    near = [Level.AGENT, Level.OFFICER] if place and place.is_village else []
    there = levels_with_readers(place)
    possible = [level.value for level in (*near, Level.OFFICE) if level in there]
    if is_troubled:
        possible = [level for level in reversed(possible) if level != Level.AGENT]
    if Level.OFFICE not in possible and Level.REGION in there:
        possible = [Level.REGION.value, *possible] if is_troubled else [*possible, Level.REGION.value]
    return possible


def reader(turn: Turn) -> Replies:
    place, level = places.region_of(turn.flow.place), turn.after(READ_BY)
    if level not in levels_for(place, is_troubled=signs_of(turn.flow, place).any):
        added = f"\n{turn.text}" if turn.text and not turn.pressed else ""
        return ask_reader(turn, replace(turn.flow, text=(turn.flow.text + added)[:LONGEST]))
    return send(turn, place, Level.OFFICE.value if level == Level.REGION else level)


def send(turn: Turn, place: Region | None, level: str) -> Replies:
    """Kept and read by somebody, or not kept at all. The same `id` and `secret` never make two questions."""
    assert level in CHOICES
    topic = topic_of(turn.flow.text)
    new = asking.NewQuestion(
        id=UUID(turn.flow.id),
        text=whole_text(turn.flow),
        secret=turn.flow.secret,
        occurred_at=turn.inbound.received_at,
        place=place,
        topic=topic,
        channel=turn.inbound.channel,
        contact=turn.inbound.contact,
    )
    try:
        asked, consultation = _kept(new, level)
    except NoReaderError:
        turn.leave()
        return [saying.nobody()]
    Contact.objects.filter(pk=turn.inbound.contact).update(language=get_language() or "id")
    turn.conversation.state["budget_key"] = budget_of(consultation)
    after = Flow(at=THREAD, thread=str(consultation.pk))
    return turn.say(after, saying.sent(thread_for(consultation, for_asker=True), asked.receipt))


@transaction.atomic
def _kept(new: asking.NewQuestion, level: str) -> tuple[asking.Asked, Consultation]:
    asked = asking.ask(new)
    consultation = asking.choose_reader(asked.consultation, level)
    if new.topic:
        count_helped(new.topic, new.place, helped=False)
    return asked, consultation


def topic_of(text: str) -> str:
    found = understand(text)
    return found.topic if not found.abstained and found.topic in load_asker().topics else ""


def is_danger(text: str) -> bool:
    return bool(text) and understand(text).emergency


STEPS = {
    OFFER: offered,
    WORDS: words,
    INCLUDE: include,
    VILLAGE: village,
    REGENCY: regency,
    READER: reader,
}
