"""Which pages are exported. Each entry of EXPORTED_PAGES gives some; a new part of the site adds its own line."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.timezone import localdate

from pimpasa.foundation.content import load_library
from pimpasa.guidance.paper.choices import chosen
from pimpasa.guidance.paper.wall_sheet import Situation, read_situations
from pimpasa.guidance.views.ask import open_topics
from pimpasa.learning.lessons.audiences import IN_ADDRESS
from pimpasa.regions.queries import office_book

EXPORTED_PAGES = [
    "pimpasa.config.export.pages.everyday_pages",
    "pimpasa.config.export.pages.guide_pages",
    "pimpasa.config.export.pages.common_answers",
    "pimpasa.config.export.pages.topic_pages",
    "pimpasa.config.export.pages.lesson_pages",
    "pimpasa.config.export.pages.office_pages",
]


@dataclass(frozen=True)
class Page:
    """One page: its address on the live site, the file it becomes, and what is posted where answers are sensitive."""

    address: str
    file: str
    title: str = ""
    posted: dict[str, list[str]] = field(default_factory=dict)
    # A file that people download stands alone already.
    is_download: bool = False


def page_at(address: str) -> Page:
    path = address.strip("/")
    has_ending = "." in path.rpartition("/")[2] and path.endswith(".pdf")
    return Page(address, path if has_ending else f"{path}/index.html".lstrip("/"))


def exported_pages(villages: Iterable[str]) -> list[Page]:
    makers: list[Callable[[], Iterable[Page]]] = [import_string(path) for path in EXPORTED_PAGES]
    return [*(page for maker in makers for page in maker()), *village_pages(villages)]


EVERYDAY = (
    "home", "about", "help", "ask", "village-search", "office-list", "departure", "contract-aid", "wall-sheet",
)  # fmt: skip


def everyday_pages() -> Iterator[Page]:
    for name in EVERYDAY:
        yield page_at(reverse(name))


def guide_pages() -> Iterator[Page]:
    for guide_id in load_library().guides:
        yield page_at(reverse("guide", args=[guide_id]))


def common_answers() -> Iterator[Page]:
    """The situations of the wall sheet as whole answers: a guide cannot ask without a server."""
    choice = chosen("wall_sheet")
    for situation in read_situations(choice, localdate()):
        yield _answer_page(choice["guide"], situation)


def _answer_page(guide_id: str, situation: Situation) -> Page:
    walk = situation.first.walk
    given = {name: list(options) for name, options in walk.answers.items() if name in walk.used}
    entry = reverse("guide", args=[guide_id])
    file = f"{entry.strip('/')}/jawaban/{situation.id}/index.html"
    title = f"{situation.title}, {situation.labels[0]}"
    if any(question.sensitive for question in walk.compiled.guide.questions if question.id in given):
        return Page(entry, file, title, given)
    return Page(f"{entry}?{urlencode(given, doseq=True)}", file, title)


def topic_pages() -> Iterator[Page]:
    for topic in open_topics():
        yield page_at(reverse("topic", args=[topic.id]))


def lesson_pages() -> Iterator[Page]:
    yield page_at(reverse("lessons"))
    for audience in IN_ADDRESS:
        yield Page(f"{reverse('lessons')}?untuk={audience}", f"belajar/untuk-{audience}/index.html")
    for lesson_id in load_library().lessons:
        yield page_at(reverse("lesson", args=[lesson_id]))
        yield replace(page_at(reverse("lesson-slides", args=[lesson_id])), is_download=True)


def office_pages() -> Iterator[Page]:
    for code in sorted(office_book().offices):
        yield page_at(reverse("office", args=[code]))


def village_pages(codes: Iterable[str]) -> Iterator[Page]:
    for code in codes:
        yield page_at(reverse("village", args=[code]))
        yield page_at(reverse("village-poster", args=[code]))
