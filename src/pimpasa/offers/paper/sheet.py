"""What the printed checklist shows. Its rules are the published thresholds: paper and engine cannot disagree."""

from collections.abc import Mapping
from datetime import date
from itertools import count

from pimpasa.foundation.content import load_library
from pimpasa.foundation.content.helplines import Helpline
from pimpasa.foundation.ui.words import day as day_words
from pimpasa.foundation.ui.words import month
from pimpasa.offers.checklist import EVIDENCE, SIGNS, Sentence, load_checklist
from pimpasa.offers.reading import load_taxonomy
from pimpasa.offers.taxonomy import WEIGHTS
from pimpasa.offers.wording import WEIGHTS as WORDS

Data = dict[str, object]
# The parts of the sheet: signs by weight, then what the offer claims.
LETTERS = dict(zip((*WEIGHTS, EVIDENCE), "ABCDE", strict=True))
NUMBERS = {1: "satu", 2: "dua", 3: "tiga", 4: "empat"}


def sheet_data(day: date) -> Data:
    return {
        "day": day_words(day),
        "version": load_taxonomy().version,
        "parts": [_part(weight) for weight in WEIGHTS],
        "evidence": [_line(one, number) for number, one in _evidence()],
        "stop": [_stop_words(rule.signs) for rule in load_taxonomy().thresholds.unsafe],
        "complete": [_complete_words(named) for named in load_taxonomy().thresholds.complete],
        "questions": [one.text for one in load_taxonomy().questions if one.always][:3],
        "helplines": [_helpline(line) for line in load_library().helplines if line.withdrawn_on is None],
    }


def _part(weight: str) -> Data:
    signs = load_taxonomy().signs
    sentences = [one for group in load_checklist() if group.about == SIGNS for one in group.items]
    items = [_line(one) for one in sentences if signs[one.code].weight == weight]
    return {"letter": LETTERS[weight], "title": str(WORDS[weight]), "items": items}


def _line(one: Sentence, number: int = 0) -> Data:
    return {"code": one.code, "text": one.text, "name": f"{LETTERS[EVIDENCE]}{number}" if number else ""}


def _evidence() -> list[tuple[int, Sentence]]:
    sentences = (one for group in load_checklist() if group.about == EVIDENCE for one in group.items)
    return list(zip(count(1), sentences, strict=False))


def _stop_words(needed: Mapping[str, int]) -> str:
    """ "satu centang di B dan dua centang di C" """
    parts = [f"{NUMBERS.get(many, str(many))} centang di {LETTERS[weight]}" for weight, many in needed.items() if many]
    return " dan ".join(parts)


def _complete_words(named: frozenset[str]) -> str:
    return ", ".join(f"{LETTERS[EVIDENCE]}{number}" for number, one in _evidence() if one.code in named)


def _helpline(line: Helpline) -> Data:
    about = line.about["id"]
    # Where only the year is known, the words about the number say so; a month would be made up.
    seen = "" if "Terakhir dilihat" in about else month(line.last_seen)
    return {"number": line.number, "name": line.name["id"], "about": about, "seen": seen}
