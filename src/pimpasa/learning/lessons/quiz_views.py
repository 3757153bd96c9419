"""The quiz, one screen after the other. Answers travel by POST and are kept nowhere; a device may remember its own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pimpasa.foundation.content.lessons import Item
from pimpasa.foundation.ui.caching import same_for_everybody
from pimpasa.learning.library import after, lesson_or_404

from .presenting import Presenter
from .quiz import NO_IDEA, Quiz, read_quiz, right_words, step_for


# Reading by POST changes nothing, so it needs no token and sets no cookie.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@same_for_everybody
def quiz_page(request: HttpRequest, lesson_id: str) -> HttpResponse:
    """A question; or what is right, and why; or at the end what to read again."""
    lesson = lesson_or_404(lesson_id)
    quiz = read_quiz(lesson, request.POST.dict())
    asked = next((item for item in lesson.items if item.id == request.POST.get("ditanya")), None)
    if asked and asked.id in quiz.answers:
        return explanation(request, quiz, asked)
    item = asked or quiz.next_item
    return result(request, quiz) if item is None else question(request, quiz, item, is_missing=asked is not None)


def question(request: HttpRequest, quiz: Quiz, item: Item, *, is_missing: bool) -> HttpResponse:
    marks = Presenter(quiz.lesson, localdate()).marks(item)
    context = {**screen(quiz, item), "no_idea": NO_IDEA, "marks": marks, "is_missing": is_missing}
    return render(request, "learning/quiz_question.html", context, status=400 if is_missing else 200)


def explanation(request: HttpRequest, quiz: Quiz, item: Item) -> HttpResponse:
    context = {
        **screen(quiz, item),
        "is_right": quiz.is_right(item),
        "right_words": right_words(item),
        "facts": Presenter(quiz.lesson, localdate()).those(item),
        "step": step_for(quiz.lesson, item),
    }
    return render(request, "learning/quiz_answer.html", context)


def result(request: HttpRequest, quiz: Quiz) -> HttpResponse:
    return render(request, "learning/quiz_result.html", {**screen(quiz), "next": after(quiz.lesson)})


def screen(quiz: Quiz, item: Item | None = None) -> dict[str, object]:
    number = quiz.lesson.items.index(item) + 1 if item else 0
    return {"quiz": quiz, "lesson": quiz.lesson, "item": item, "number": number, "count": len(quiz.lesson.items)}
