from django.http import Http404, HttpResponse

from .intake import PDF
from .store import read


def file_answer(name: str, kind: str) -> HttpResponse:
    """The file for a person who was already allowed to see it; kept by no cache and run by no browser."""
    try:
        answer = HttpResponse(read(name), content_type=kind)
    except FileNotFoundError as gone:
        raise Http404 from gone
    answer["Content-Disposition"] = 'attachment; filename="berkas.pdf"' if kind == PDF else "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
