"""The questionnaire: one question a page, and the answer page at its end. Works as plain links and forms."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pimpasa.foundation.content import load_library
from pimpasa.foundation.rules import NoRuleInForceError, Question
from pimpasa.foundation.ui.caching import same_for_everybody
from pimpasa.foundation.ui.context import in_other_language
from pimpasa.guidance.answered import Answered, finished
from pimpasa.guidance.answers import Answer, answer_for, family_total
from pimpasa.guidance.further import further
from pimpasa.guidance.journey import Journey, option_texts, read_journey
from pimpasa.guidance.presenting import Presenter, number_sources
from pimpasa.guidance.sharing import share_of
from pimpasa.guidance.walking import Problem, walk_on
from pimpasa.guidance.where import Where, where_to_go


# Reading by POST changes nothing; it only keeps sensitive answers out of the address. No cookie is needed for it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@same_for_everybody
def guide_page(request: HttpRequest, guide_id: str) -> HttpResponse:
    guide = load_library().guides.get(guide_id)
    if guide is None:
        raise Http404
    journey = read_journey(guide, request.POST if request.method == "POST" else request.GET)
    try:
        day = journey.day or localdate()
    except ValueError:
        return wrong_day(request, journey, _("Tanggal itu tidak terbaca. Pilih tanggal lain."))
    where = where_to_go(journey, day)
    try:
        return _page(request, journey, day, where)
    except NoRuleInForceError as error:
        return wrong_day(request, journey, _("Panduan ini belum menjawab untuk hari itu."), first=error.first)


def _page(request: HttpRequest, journey: Journey, day: date, where: Where) -> HttpResponse:
    answer, journey, problem = walk_on(journey, day, where.rules_office)
    question = _question_to_show(journey, answer, problem)
    if question is not None:
        return _question_page(request, journey, answer, question, problem, day)
    return _answer_page(request, finished(journey, answer, where, day))


def _question_to_show(journey: Journey, answer: Answer, problem: Problem | None) -> Question | None:
    if problem and problem.question:
        return problem.question
    if journey.changing:
        return journey.guide.by_question[journey.changing]
    return answer.walk.question


def _question_page(
    request: HttpRequest, journey: Journey, answer: Answer, question: Question, problem: Problem | None, day: date
) -> HttpResponse:
    chosen = journey.answers.get(question.id, ())
    journey = journey.without(question.id)
    walk = (
        answer.walk
        if question.id not in answer.walk.answers
        else answer_for(journey.guide.id, dict(journey.answers), day, answer.office).walk
    )
    context = {
        "guide": journey.guide,
        "question": question,
        "options": [(o, o.id in chosen, walk.can_choose(question, o.id)) for o in question.options],
        "problem": problem,
        "fields": list(journey.fields()),
        "answered": _answered(journey),
        "method": "post" if journey.is_sensitive or question.sensitive else "get",
        "edit_method": "post" if journey.is_sensitive else "get",
        "day": day,
        "is_other_day": bool(journey.day_text),
        "other_language_url": in_other_language(journey.address(request.path)),
    }
    return render(request, "guidance/question.html", context, status=400 if problem else 200)


def _answered(journey: Journey) -> list[tuple[Question, list[dict[str, str]]]]:
    order = journey.guide.by_question
    return [(order[n], option_texts(order[n], journey.answers[n])) for n in order if n in journey.answers]


def _answer_page(request: HttpRequest, answered: Answered) -> HttpResponse:
    journey, answer, language = answered.journey, answered.answer, get_language() or "id"
    references = number_sources(answered.answers)
    context: dict[str, Any] = {
        "guide": journey.guide,
        "people": [Presenter(each, language, references) for each in answered.answers],
        "lost_people": answered.lost_people,
        "total": family_total(answered.answers) if len(answered.answers) > 1 else None,
        "where": answered.where,
        "sold": answer.sold,
        "electronic_only": answer.walk.compiled.pattern == "electronic_only",
        "fields": list(journey.fields()),
        "family_fields": _family_fields(journey),
        "method": "post" if journey.is_sensitive else "get",
        "answered": _answered(journey),
        "day": answered.day,
        "is_other_day": bool(journey.day_text),
        "silent_until": max(answer.silent_kinds.values(), default=None),
        "fact_ids": " ".join(dict.fromkeys(fact.id for each in answered.answers for fact in each.facts)),
        "sources": list(references.values()),
        "further": further(journey.guide.id),
        "share": share_of(request, answered, language),
        "version": load_library().version,
        "other_language_url": in_other_language(journey.address(request.path)),
    }
    return render(request, "guidance/answer.html", context)


def _family_fields(journey: Journey) -> list[tuple[str, str]]:
    """What to carry when the next person of the family begins."""
    next_person = replace(journey, others=(*journey.others, journey.answers), answers={})
    return list(next_person.fields())


def wrong_day(request: HttpRequest, journey: Journey, message: str, first: date | None = None) -> HttpResponse:
    fields = [(name, value) for name, value in journey.fields() if name != "tanggal"]
    context = {
        "guide": journey.guide,
        "message": message,
        "first": first,
        "fields": fields,
        "method": "post" if journey.is_sensitive else "get",
        "typed": journey.day_text,
        "today": localdate(),
        "other_language_url": in_other_language(journey.address(request.path)),
    }
    return render(request, "guidance/wrong_day.html", context, status=400)
