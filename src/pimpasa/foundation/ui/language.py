"""The address alone decides the language: /en/… is English, everything else Indonesian. So caches need no Vary."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import translate_url
from django.utils import translation

Handler = Callable[[HttpRequest], HttpResponse]


def language_of(address: str) -> str:
    return "en" if address.startswith("/en/") else "id"


def in_page_language(address: str) -> str:
    """An address of this site that came from elsewhere, in the language of the page in hand."""
    here = translation.get_language() or "id"
    with translation.override(language_of(address)):
        return translate_url(address, here)


class UrlLanguageMiddleware:
    def __init__(self, handler: Handler) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request.path_info)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.handler(request)
        response.headers.setdefault("Content-Language", language)
        return response
