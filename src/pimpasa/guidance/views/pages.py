from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from pimpasa.foundation.content import load_library
from pimpasa.foundation.rules import Kind
from pimpasa.foundation.ui.caching import same_for_everybody


@require_safe
@same_for_everybody
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "guidance/home.html")


@require_safe
@same_for_everybody
def about(request: HttpRequest) -> HttpResponse:
    library = load_library()
    context = {"guides": list(library.guides.values()), "version": library.version}
    return render(request, "guidance/about.html", context)


@require_safe
@same_for_everybody
def help_page(request: HttpRequest) -> HttpResponse:
    """Helplines first; then every other number of the work guide that holds today, with its source."""
    library, today = load_library(), localdate()
    guide = library.guides.get("kerja")
    numbers = [f for f in guide.facts_on(today) if f.about.startswith("help-")] if guide else []
    shown = {digits(line.number) for line in library.helplines}
    others = [f for f in numbers if f.kind is Kind.CONTACT and not any(d in digits(f.text["id"]) for d in shown)]
    return render(request, "guidance/help.html", {"facts": [(fact, library.sources[fact.source]) for fact in others]})


def digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())
