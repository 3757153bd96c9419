"""Ask in everyday words. The words travel by POST, so that no address, history or log keeps what somebody feared.

What was understood is shown in the person's own words and confirmed before any price.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from pimpasa.foundation.content import Source, load_library
from pimpasa.foundation.rules import Fact, Guide, Kind
from pimpasa.foundation.rules.model import Text
from pimpasa.foundation.ui.caching import same_for_everybody
from pimpasa.foundation.ui.words import money
from pimpasa.guidance.answers import sources_of
from pimpasa.guidance.ask.answering import HELP_FIRST, UNSURE, facts_in_force
from pimpasa.guidance.ask.asker import load_asker
from pimpasa.guidance.ask.topics import Topic
from pimpasa.guidance.ask.understand import understand
from pimpasa.guidance.ask.understanding import Understanding
from pimpasa.guidance.further import further
from pimpasa.guidance.local.finding import local_answers_for
from pimpasa.guidance.presenting import Shown, show_fact
from pimpasa.regions.gazetteer import Place, gazetteer

from .pages import digits

LONGEST = 2000
OUTSIDE = "luar_topik"


@dataclass(frozen=True)
class Heard:
    """One thing understood, beside the words that said it."""

    question: Text
    option: Text
    quote: str


# Reading by POST changes nothing and sets no cookie; see docs/decisions/0004.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    text, village = request.POST.get("q", "")[:LONGEST].replace("\0", "").strip(), village_asked(request)
    if not text:
        empty = request.method == "POST"
        shown = {"topics": open_topics(), "empty": empty, "village": village}
        return render(request, "guidance/ask.html", shown, status=400 if empty else 200)
    found, today = understand(text), localdate()
    guide = load_library().guides.get(found.guide or "")
    topics = load_asker().topics
    fields = prefilled_fields(found, guide)
    context: dict[str, object] = {
        "typed": found.text,
        "found": found,
        "topic": topics[found.topic],
        "other": topics[found.runner_up] if found.runner_up != OUTSIDE else None,
        "outside": found.topic == OUTSIDE,
        "help": first_help(topics[HELP_FIRST], today) if found.emergency else [],
        "whom": shown_facts(facts_in_force(UNSURE, today, None), []) if found.abstained else [],
        "guide": guide,
        "heard": heard(found, guide) if guide else [],
        "fields": fields,
        "method": method_for(guide, fields),
        "village": village,
        "local_answers": local_answers_for(found.text, found.topic, village.code if village else ""),
    }
    return render(request, "guidance/heard.html", context)


def village_asked(request: HttpRequest) -> Place | None:
    """The village for which is asked: it comes with the form, or with the link of the village's page."""
    code = request.POST.get("desa") or request.GET.get("desa") or ""
    return gazetteer().place(code[:13]) if code else None


def open_topics() -> list[Topic]:
    return [topic for topic in load_asker().topics.values() if topic.id != OUTSIDE]


def heard(found: Understanding, guide: Guide) -> list[Heard]:
    pairs = [(guide.by_question[one.question], one) for one in found.prefilled]
    return [Heard(q.text, option.text, one.quote) for q, one in pairs if (option := q.option(one.option))]


def prefilled_fields(found: Understanding, guide: Guide | None) -> list[tuple[str, str]]:
    """The guide's answers to begin with; what the person said goes before what the topic assumes."""
    if guide is None:
        return []
    said = [(one.question, one.option) for one in found.prefilled]
    names = {name for name, _ in said}
    assumed = [(name, value) for name, value in found.start.items() if name not in names and isinstance(value, str)]
    return [*assumed, *said]


def method_for(guide: Guide | None, fields: list[tuple[str, str]]) -> str:
    return "post" if guide and any(guide.by_question[name].sensitive for name, _ in fields) else "get"


@require_safe
@same_for_everybody
def topic_page(request: HttpRequest, topic_id: str) -> HttpResponse:
    topic = load_asker().topics.get(topic_id)
    if topic is None or topic_id == OUTSIDE:
        raise Http404
    day = localdate()
    facts = facts_in_force(topic.facts, day, None)
    sources = sources_of(facts)
    fields = [(name, value) for name, value in topic.start.items() if isinstance(value, str)]
    context = {
        "topic": topic,
        "facts": shown_facts(facts, sources),
        "sources": list(enumerate(sources, 1)),
        "guide": load_library().guides.get(topic.guide or ""),
        "fields": fields,
        "further": further(topic_id),
        "day": day,
        "fact_ids": " ".join(fact.id for fact in facts),
        "version": load_library().version,
    }
    return render(request, "guidance/topic.html", context)


def first_help(topic: Topic, day: date) -> list[tuple[Shown, str]]:
    """What helps in danger, without the numbers that stand above it already."""
    lines = [digits(line.number) for line in load_library().helplines]
    facts = facts_in_force(topic.facts, day, None)
    return shown_facts([f for f in facts if not any(line in digits(f.text["id"]) for line in lines)], [])


def shown_facts(facts: Iterable[Fact], sources: list[Source]) -> list[tuple[Shown, str]]:
    """Each fact with its price, if it is one; numbered by the sources the page lists."""
    numbers = {source.id: number for number, source in enumerate(sources, 1)}
    language = get_language() or "id"
    return [(show_fact(fact, language, numbers), price(fact)) for fact in facts]


def price(fact: Fact) -> str:
    return money(fact.amount, fact.currency) if fact.kind is Kind.FEE and fact.amount is not None else ""
