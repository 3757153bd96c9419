"""From everyday words to a topic, a guide with some answers already given, and how sure that is.

Below the threshold it abstains: a wrong answer given with confidence costs a villager a day's travel. Words of danger
are an emergency whatever else the line speaks of.
"""

from pimpasa.foundation.search.finder import Line

from .answering import Answer, answer
from .asker import Asker, load_asker
from .understanding import GuideName, Understanding
from .understood import Prefilled

__all__ = ["Answer", "Prefilled", "Understanding", "answer", "understand"]

EMERGENCY = "darurat"
DANGER = frozenset({"bahaya", "paspor_ditahan"})


def understand(text: str, asker: Asker | None = None) -> Understanding:
    """Always returns something; `abstained` says that the topic is only the likeliest guess."""
    asker = asker or load_asker()
    line = asker.finder.read(text)
    best, second, *_ = asker.finder.guesses(line)
    topic = asker.topics[best.label]
    unsure = best.confidence < asker.settings.threshold
    emergency = bool(DANGER & line.ideas) or (best.label == EMERGENCY and not unsure)
    abstained = unsure and not emergency
    guide = _guide(topic.guide)
    prefilled = asker.understood.prefilled(line, guide) if guide else ()
    return Understanding(
        text=line.text,
        topic=best.label,
        confidence=round(best.confidence, 3),
        abstained=abstained,
        emergency=emergency,
        guide=guide,
        prefilled=prefilled,
        runner_up=second.label,
        matched_words=_matched(line),
        must_confirm=any(item.question in asker.understood.costly for item in prefilled),
        asks=asker.understood.asks(line),
        start=topic.start,
    )


def _guide(name: str | None) -> GuideName | None:
    return "paspor" if name == "paspor" else "kerja" if name == "kerja" else None


def _matched(line: Line) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.quote(found) for found in line.found if not found.denied))
