from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pimpasa.foundation.content import load_library


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "guidance/home.html")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    library = load_library()
    context = {"guides": list(library.guides.values()), "version": library.version, "operator": settings.OPERATOR}
    return render(request, "guidance/about.html", context)
