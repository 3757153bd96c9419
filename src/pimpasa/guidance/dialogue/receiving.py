"""One message in, one reply out: the handler that config lists in INBOUND_HANDLERS.

Danger goes before everything a person was in the middle of; what she had answered is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.module_loading import import_string
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from pimpasa.foundation.channels.messages import Conversation, Inbound, Reply
from pimpasa.foundation.content import load_library
from pimpasa.foundation.rules import NoRuleInForceError, Question
from pimpasa.foundation.ui.words import say
from pimpasa.guidance.answered import finished
from pimpasa.guidance.ask.asker import load_asker
from pimpasa.guidance.ask.understand import understand
from pimpasa.guidance.ask.understanding import Understanding
from pimpasa.guidance.journey import Journey
from pimpasa.guidance.walking import Problem, walk_on
from pimpasa.guidance.where import where_to_go
from pimpasa.regions.gazetteer import gazetteer

from . import paging, saying
from .choosing import (
    AGAIN,
    BACK,
    DONE,
    FAMILY,
    HELPED,
    LANGUAGE,
    MENU,
    NO,
    PERSON,
    VILLAGE,
    YES,
    age_in,
    chosen,
    command,
)
from .talk import ANSWER, CONFIRM, QUESTION, Talk, read_talk
from .talk import MENU as AT_MENU
from .talk import VILLAGE as AT_VILLAGE

KEY = "guidance"
LONGEST_TEXT = 2000
MOST_VILLAGES = 6
Said = tuple[Talk, Reply]


def receive(inbound: Inbound, conversation: Conversation) -> list[Reply]:
    """Always answers: whatever arrives is understood, or told what can be chosen."""
    talk = read_talk(conversation.state.get(KEY))
    with translation.override(talk.language):
        pressed = inbound.choice or command(inbound.text) or _meant(inbound, talk)
        if pressed == paging.NEXT and (page := paging.turned(conversation.state)):
            return [_offering(conversation, talk, page)]
        if pressed == PERSON and settings.HAND_OVER:
            return list(import_string(settings.HAND_OVER)(inbound, conversation))
        talk, reply = _Turn(talk, localdate()).respond(pressed, inbound.text[:LONGEST_TEXT].strip())
        reply = paging.opened(reply, conversation.state, inbound.channel)
    return [_offering(conversation, talk, reply)]


def _offering(conversation: Conversation, talk: Talk, reply: Reply) -> Reply:
    offered = tuple((choice.id, choice.label) for choice in reply.choices)
    conversation.state[KEY] = replace(talk, offered=offered).as_state()
    return reply


def _meant(inbound: Inbound, talk: Talk) -> str:
    """Where no numbers stand beside the choices, a number is an age before it is a place in the list."""
    asked = _asked(talk)
    if (
        inbound.channel not in paging.NUMBERED
        and asked
        and age_in(inbound.text)
        and any(o.range for o in asked.options)
    ):
        return ""
    return chosen(inbound.text, talk.offered)


def _asked(talk: Talk) -> Question | None:
    return talk.guide.by_question.get(talk.asked) if talk.guide and talk.at == QUESTION else None


def _titled(text: str, language: str) -> str:
    """The guide whose title is all that was typed, as in the menu: "paspor" asks for the guide, not for a search."""
    typed = text.strip(" .!?").casefold()
    guides = load_library().guides.values()
    return next((guide.id for guide in guides if say(guide.title, language).casefold() == typed), "")


@dataclass(frozen=True)
class _Turn:
    """One message's worth of talking, on one day."""

    talk: Talk
    day: date

    def respond(self, pressed: str, text: str) -> Said:
        kind, _, value = pressed.partition(":")
        pressing: dict[str, Callable[[str], Said]] = {
            "guide": self.begin,
            "o": self.option,
            "part": self.part,
            "topic": self.topic,
            "v": self.village,
        }
        if kind in pressing and value:
            return pressing[kind](value)
        acting: dict[str, Callable[[], Said]] = {
            MENU: self.menu,
            AGAIN: self.again,
            BACK: self.back,
            PERSON: self.person,
            VILLAGE: self.ask_village,
            LANGUAGE: self.language,
            FAMILY: self.family,
            HELPED: lambda: (self.talk.anew(), saying.helped()),
            YES: self.agreed,
            NO: self.not_agreed,
            DONE: self.ticked_all,
        }
        return acting[pressed]() if pressed in acting else self.words(text)

    # -- everywhere

    def menu(self, before: str = "") -> Said:
        return self.talk.anew(), saying.menu(self.talk, before)

    def person(self) -> Said:
        return self.talk, saying.no_person(self.talk, self.day)

    def language(self) -> Said:
        talk = replace(self.talk, language="en" if self.talk.language == "id" else "id")
        with translation.override(talk.language):
            return _Turn(talk, self.day).here()

    def here(self, before: str = "") -> Said:
        """The present place once more, in case something came in between."""
        journey = self.talk.journey
        return self.walk(journey, before) if journey and self.talk.at in (QUESTION, ANSWER) else self.menu(before)

    def words(self, text: str) -> Said:
        """Free words: danger first, then what the present place waits for, then any question."""
        if not text:
            return self.here(_("Kami hanya bisa membaca tulisan. Tulis pertanyaan Anda."))
        found = understand(text)
        asking = replace(self, talk=replace(self.talk, wondered=text))
        if found.emergency:
            return asking.talk, saying.help_first(self.talk, found, self.day)
        if self.talk.at == AT_VILLAGE:
            return self.find_village(text)
        if self.talk.at == QUESTION and (said := self.typed_answer(text, found)):
            return said
        if self.talk.at != QUESTION and (guide := _titled(text, self.talk.language)):
            return self.begin(guide)
        return asking.understood(found)

    # -- free questions

    def understood(self, found: Understanding) -> Said:
        guide = load_library().guides.get(found.guide or "")
        if guide and found.prefilled and not found.abstained:
            said = {one.question: (one.option,) for one in found.prefilled}
            assumed = {name: (value,) for name, value in found.start.items() if isinstance(value, str)}
            journey = Journey(guide, {**assumed, **said}, village=self.talk.village)
            talk = replace(self.talk, at=CONFIRM).with_journey(journey)
            return talk, saying.confirm(talk, found, guide)
        at = AT_MENU if self.talk.at != QUESTION else QUESTION
        return replace(self.talk, at=at), saying.topic(self.talk, found, self.day)

    def topic(self, name: str) -> Said:
        topic = load_asker().topics.get(name)
        if topic is None:
            return self.menu()
        return self.understood(understand(say(topic.title))) if not topic.facts else self._topic_itself(name)

    def _topic_itself(self, name: str) -> Said:
        found = understand(say(load_asker().topics[name].title))
        topic = load_asker().topics[name]
        guide = found.guide if topic.guide == found.guide else None
        exact = replace(found, topic=name, abstained=False, emergency=False, prefilled=(), guide=guide)
        return self.talk, saying.topic(self.talk, exact, self.day)

    def agreed(self) -> Said:
        return self.here() if self.talk.at != CONFIRM else self.walk(self.talk.journey)

    def not_agreed(self) -> Said:
        """What was misread is dropped; the guide asks everything itself."""
        if self.talk.at != CONFIRM:
            return self.here()
        return self.begin(self.talk.guide_id)

    # -- the guides

    def begin(self, guide_id: str) -> Said:
        """From its first question; a journey already under way goes on where it stood."""
        guide = load_library().guides.get(guide_id)
        if guide is None:
            return self.menu()
        journey = self.talk.journey
        if journey and self.talk.at == AT_VILLAGE and journey.guide is guide:
            return self.walk(journey)
        return self.walk(Journey(guide, village=self.talk.village))

    def again(self) -> Said:
        return self.walk(Journey(self.talk.guide, village=self.talk.village)) if self.talk.guide else self.menu()

    def walk(self, journey: Journey | None, before: str = "") -> Said:
        """The next question, or the answer at the end."""
        if journey is None:
            return self.menu(before)
        where = where_to_go(journey, self.day)
        try:
            answer, journey, problem = walk_on(journey, self.day, where.rules_office)
        except NoRuleInForceError:
            return self.menu(_("Panduan ini belum menjawab untuk hari ini. Tanyakan ke kantor imigrasi."))
        question = problem.question if problem else answer.walk.question
        if question is None:
            answered = finished(journey, answer, where, self.day)
            talk = replace(self.talk, at=ANSWER).with_journey(answered.journey)
            return talk, saying.whole(talk, answered)
        possible = [option.id for option in question.options if answer.walk.can_choose(question, option.id)]
        talk = replace(self.talk.with_journey(journey), at=QUESTION, asked=question.id, ticked=())
        return talk, saying.question(talk, question, possible, saying.joined([before, _problem_words(problem)]))

    def option(self, option_id: str) -> Said:
        """An answer to the question at hand; what it was taken for is said again with the next one."""
        journey, asked = self.talk.journey, _asked(self.talk)
        option = asked.option(option_id) if asked else None
        if journey is None or asked is None or option is None:
            return self.here()
        if asked.many:
            return self.tick(journey, asked, option_id)
        echo = f"✓ {say(option.text, self.talk.language)}"
        return self.walk(replace(journey, answers={**journey.answers, asked.id: (option_id,)}), echo)

    def tick(self, journey: Journey, asked: Question, *options: str) -> Said:
        talk = replace(self.talk, ticked=tuple(dict.fromkeys((*self.talk.ticked, *options))))
        chosen_texts = [say(option.text, talk.language) for option in asked.options if option.id in talk.ticked]
        ticked = replace(journey, answers={**journey.answers, asked.id: talk.ticked})
        *_rest, problem = walk_on(ticked, self.day, where_to_go(journey, self.day).rules_office)
        if problem:
            return self.walk(journey, _problem_words(problem))
        possible = [option.id for option in asked.options if self._fits(journey, asked, (*talk.ticked, option.id))]
        return talk, saying.question(talk, asked, possible, "✓ " + ", ".join(chosen_texts))

    def _fits(self, journey: Journey, asked: Question, options: tuple[str, ...]) -> bool:
        more = replace(journey, answers={**journey.answers, asked.id: options})
        return walk_on(more, self.day, where_to_go(journey, self.day).rules_office)[2] is None

    def ticked_all(self) -> Said:
        journey, asked = self.talk.journey, _asked(self.talk)
        if journey is None or asked is None or len(self.talk.ticked) < asked.at_least:
            return self.here()
        return self.walk(replace(journey, answers={**journey.answers, asked.id: self.talk.ticked}))

    def typed_answer(self, text: str, found: Understanding) -> Said | None:
        """An answer in words: an age, several numbers of a tick list, or what the words were understood to say."""
        asked = _asked(self.talk)
        if asked is None or self.talk.journey is None:
            return None
        if (age := age_in(text)) and (option := next((o for o in asked.options if o.covers(int(age))), None)):
            return self.option(option.id)
        if asked.many and (several := self._several(text)):
            return self.tick(self.talk.journey, asked, *several)
        said = next((one.option for one in found.prefilled if one.question == asked.id), "")
        return self.option(said) if said and found.guide == self.talk.guide_id else None

    def _several(self, text: str) -> list[str]:
        """“1, 3” or “1 dan 3”."""
        words = text.replace(",", " ").replace("dan", " ").split()
        pressed = [chosen(word, self.talk.offered) for word in words]
        return [one.removeprefix("o:") for one in pressed] if all(one.startswith("o:") for one in pressed) else []

    def back(self) -> Said:
        """The last answer is taken back and its question asked again."""
        journey = self.talk.journey
        if journey is None:
            return self.menu()
        last = next(reversed(journey.only(frozenset(journey.answers)).answers), None)
        return self.walk(journey.without(last) if last else journey)

    def part(self, name: str) -> Said:
        journey = self.talk.journey
        if journey is None or self.talk.at != ANSWER:
            return self.here()
        where = where_to_go(journey, self.day)
        answer, journey, problem = walk_on(journey, self.day, where.rules_office)
        if problem or answer.walk.question:
            return self.walk(journey)
        return self.talk, saying.part(self.talk, finished(journey, answer, where, self.day), name)

    def family(self) -> Said:
        """The next person of the family: what the first had to answer is kept for the sum."""
        journey = self.talk.journey
        if journey is None or self.talk.at != ANSWER:
            return self.here()
        others = (*journey.others, journey.answers)
        return self.walk(replace(journey, answers={}, others=others), _("Sekarang orang ke-%s.") % (len(others) + 1))

    # -- the office of a village

    def ask_village(self) -> Said:
        return replace(self.talk, at=AT_VILLAGE), saying.which_village()

    def find_village(self, text: str) -> Said:
        places = gazetteer().find(text, MOST_VILLAGES)
        if not places:
            return self.talk, saying.which_village(_("Desa itu belum kami temukan."))
        return self.village(places[0].code) if len(places) == 1 else (self.talk, saying.villages(places))

    def village(self, code: str) -> Said:
        """The office that serves it; an answer under way is worked out anew for that office."""
        place, journey = gazetteer().place(code), self.talk.journey
        if place is None:
            return self.ask_village()
        if journey:
            return self.walk(replace(journey, village=code), place.village)
        where = where_to_go(Journey(next(iter(load_library().guides.values())), village=code), self.day)
        confirmed = where.serving is not None and where.serving.confirmed
        name = where.office.name if where.office else ""
        return replace(self.talk, at=AT_MENU, village=code), saying.office(place, name, confirmed)


def _problem_words(problem: Problem | None) -> str:
    return problem.message if problem else ""
