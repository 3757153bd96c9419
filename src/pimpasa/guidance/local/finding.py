"""The local answers that speak to a question asked in a place: by topic, place and likeness of the words.

They never stand in place of a guide's fact: one whose facts have changed since is silent, and pages show them below.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.timezone import localdate
from rapidfuzz.fuzz import token_sort_ratio

from pimpasa.guidance.ask.asker import load_asker
from pimpasa.guidance.local.models import LocalAnswer

MOST_LOOKED_AT, MOST_SHOWN = 300, 2
# Of a hundred: enough alike where the topic is the same too, and where the words alone must do.
SAME_TOPIC, WORDS_ALONE = 55, 75
# Words that nearly every question has, so that sharing them tells nothing.
_COMMON = (
    "apa apakah bagaimana gimana kapan mana siapa kenapa mengapa berapa yang di ke dari untuk pada dan atau saya kami"
    " aku anda kalau kalo jika bisa boleh mau ingin ada itu ini dengan harus tidak gak nggak ya pak bu min tolong"
    " tanya nanya dong sih kok lagi sudah udah belum juga saja aja paspor"
)
COMMON = frozenset(_COMMON.split())


@dataclass(frozen=True)
class Found:
    answer: LocalAnswer
    likeness: float


def local_answers_for(text: str, topic: str, place: str) -> list[LocalAnswer]:
    """The likest first, two at most; none without a place. One query."""
    if not place or not text.strip():
        return []
    rows = LocalAnswer.objects.published(localdate()).reaching(place).select_related("place", "office")
    asked = gist(text)
    found = [Found(row, likeness(asked, gist(row.question))) for row in rows[:MOST_LOOKED_AT]]
    enough = [one for one in found if one.likeness >= _needed(one.answer, topic) and not one.answer.changed_facts]
    return [one.answer for one in sorted(enough, key=lambda one: -one.likeness)[:MOST_SHOWN]]


def gist(text: str) -> list[str]:
    """The roots of the words that tell one question from another."""
    words = load_asker().reader.read(text[:500]).words
    return sorted({word.root for word in words if word.root not in COMMON and word.typed.lower() not in COMMON})


def likeness(asked: Sequence[str], known: Sequence[str]) -> float:
    return token_sort_ratio(" ".join(asked), " ".join(known)) if asked and known else 0.0


def _needed(answer: LocalAnswer, topic: str) -> int:
    return SAME_TOPIC if topic and topic == answer.topic else WORDS_ALONE
