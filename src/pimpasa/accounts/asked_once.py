"""Within one reading page, or one long list of deeds, each person's postings are looked up once.

Never longer: a posting that ends must stop giving rights with the next request; a page that changes something asks
anew.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse

Given = ParamSpec("Given")
Answer = TypeVar("Answer")
_answers: ContextVar[dict[object, object] | None] = ContextVar("answers", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def remembered(ask: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """For questions about postings, whose arguments are hashable and whose answers nobody changes."""

    @wraps(ask)
    def answer(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        answers = _answers.get()
        if answers is None:
            return ask(*args, **kwargs)
        key = ask, args, tuple(sorted(kwargs.items()))
        if key not in answers:
            answers[key] = ask(*args, **kwargs)
        return answers[key]  # type: ignore[return-value] # kept under the question itself

    return answer


class AskedOnceMiddleware:
    """For pages that only read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with asked_once():
            return self.get_response(request)
