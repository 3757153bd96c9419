"""The answer to an understood question, in the facts' own words: the same as on the page, in print and in chat."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pimpasa.foundation.content import load_library
from pimpasa.foundation.rules import Fact, Office
from pimpasa.foundation.rules.model import Kind, Status
from pimpasa.foundation.ui.words import money, say

from .asker import load_asker
from .topics import Topic
from .understanding import Understanding

HELP_FIRST = "darurat"
WORTH_NAMING = 0.45
UNSURE = (
    "contact-office-page",
    "contact-directorate",
    "place-assisted-village",
    "contact-work-0800",
    "contact-work-110",
)
WORDS = {
    "id": {
        "emergency": "Bila Anda atau orang lain dalam bahaya, hubungi bantuan ini dulu:",
        "unsure": "Kami belum yakin apa yang Anda tanyakan.",
        "maybe": "Mungkin yang Anda maksud: {first}, atau {second}?",
        "elsewhere": "Coba tulis dengan kata lain, atau tanyakan langsung:",
        "village": "Perangkat desa yang Anda percaya juga bisa menanyakannya untuk Anda.",
        "confirm": "Biaya ditunjukkan setelah Anda membenarkan yang kami pahami.",
        "uncertain": "belum pasti, tanyakan kantor",
        "contested": "sumber berbeda, tanyakan kantor",
        "ask": "tanyakan",
    },
    "en": {
        "emergency": "If you or someone else is in danger, contact this help first:",
        "unsure": "We are not sure what you are asking.",
        "maybe": "Perhaps you mean: {first}, or {second}?",
        "elsewhere": "Try other words, or ask directly:",
        "village": "A village official you trust can also ask for you.",
        "confirm": "Costs are shown once you have confirmed what we understood.",
        "uncertain": "not certain, ask the office",
        "contested": "sources differ, ask the office",
        "ask": "ask",
    },
}


@dataclass(frozen=True)
class Answer:
    """`text` as shown to people; `facts` the facts it is made of, in the same order."""

    text: str
    facts: tuple[Fact, ...]


def answer(
    understanding: Understanding,
    day: date,
    office: Office | None = None,
    *,
    language: str = "id",
    confirmed: bool = False,
) -> Answer:
    """Help first in an emergency; when unsure, whom to ask; amounts only once what they depend on is confirmed."""
    if understanding.abstained:
        return _unsure_answer(understanding, day, office, language)
    topic = load_asker().topics[understanding.topic]
    help_facts = facts_in_force(load_asker().topics[HELP_FIRST].facts, day, office) if understanding.emergency else ()
    facts = [fact for fact in facts_in_force(_ids(topic, understanding), day, office) if fact not in help_facts]
    shown = (
        facts if confirmed or not understanding.must_confirm else [fact for fact in facts if fact.kind is not Kind.FEE]
    )
    lines = [*_help(help_facts, language)]
    if shown or topic.text:
        lines += [say(topic.title, language), *_topic_text(topic.text, language), *_list(shown, language)]
    if len(shown) < len(facts):
        lines.append(WORDS[language]["confirm"])
    return Answer("\n".join(lines).strip(), (*help_facts, *shown))


def _ids(topic: Topic, understanding: Understanding) -> list[str]:
    answers = ((item.question, item.option) for item in understanding.prefilled)
    fitting = [fact for question, option in answers for fact in topic.facts_for.get(question, {}).get(option, ())]
    return [*fitting, *topic.facts]


def _help(facts: Sequence[Fact], language: str) -> Iterator[str]:
    if facts:
        yield WORDS[language]["emergency"]
        yield from _list(facts, language)
        yield ""


def _topic_text(text: dict[str, str], language: str) -> Iterator[str]:
    if text:
        yield say(text, language)


def _unsure_answer(understanding: Understanding, day: date, office: Office | None, language: str) -> Answer:
    facts = facts_in_force(UNSURE, day, office)
    words = WORDS[language]
    lines = [
        words["unsure"],
        *_perhaps(understanding, language),
        words["elsewhere"],
        *_list(facts, language),
        words["village"],
    ]
    return Answer("\n".join(lines), facts)


def _perhaps(understanding: Understanding, language: str) -> Iterator[str]:
    """The likeliest topics as a question, unless the line said next to nothing."""
    if understanding.confidence >= WORTH_NAMING:
        topics = load_asker().topics
        titles = [say(topics[name].title, language) for name in (understanding.topic, understanding.runner_up)]
        yield WORDS[language]["maybe"].format(first=titles[0], second=titles[1])


def facts_in_force(ids: Sequence[str], day: date, office: Office | None) -> tuple[Fact, ...]:
    """Those of these facts that are in force that day, at that office."""
    known = {fact_id: fact for guide in load_library().guides.values() for fact_id, fact in guide.by_id.items()}
    return tuple(
        fact
        for fact_id in ids
        if (fact := known[fact_id]).period.covers(day)
        and (not fact.offices or (office is not None and office.code in fact.offices))
    )


def _list(facts: Sequence[Fact], language: str) -> Iterator[str]:
    for fact in facts:
        yield f"- {say(fact.text, language)}{_amount(fact, language)}{_doubt(fact, language)}"


def _amount(fact: Fact, language: str) -> str:
    if fact.kind is not Kind.FEE:
        return ""
    if fact.amount is None:
        return f": {WORDS[language]['ask']}"
    return f": {money(fact.amount, fact.currency)}"


def _doubt(fact: Fact, language: str) -> str:
    if fact.status is Status.CONTESTED:
        return f" ({WORDS[language]['contested']})"
    return f" ({WORDS[language]['uncertain']})" if fact.is_uncertain else ""
