"""Every staff page, as each of the invented people reaches it, on small phones, zoomed, and at a desk."""

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

from pimpasa.config.demonstration.cards import PARTS
from pimpasa.config.demonstration.loading import load
from pimpasa.regions.queries import forget_offices

pytestmark = pytest.mark.browser

START = "/petugas/"
PHONE, SMALL_PHONE, DESK = 360, 320, 1200
# A desk's window of 1200 pixels at 200 % zoom has 600 of its own.
SCREENS = (SMALL_PHONE, PHONE, DESK)
HEIGHT, SMALLEST, MARKS_END = 740, 48, 180
FILE = re.compile(
    "-(pdf|csv|xlsx|metadata|file|photo|certificate|badge|download|errors|sheets|tests|sign-up)$"
    "|^(week-plan|activity-photo)$"
)
# The same form again and again, for each kind of what it asks.
MOST_PAGES = 80
BRIDGE = {"consultations", "saved-replies", "outdated-facts", "private-parts", "abuse-reports", "own-notices"}
TOUCHED = (
    "main button, main .button, main .choice, main summary, .bar a, .bar summary, .section a,"
    " main .list > li > a, main .actions > a, main .todo a, main .numbers a, main .stacked th a, main .stacked td > a"
)
SMALL = """([selector, smallest]) => [...document.querySelectorAll(selector)]
  .filter(e => e.offsetParent && e.getBoundingClientRect().height < smallest - 0.5)
  .map(e => `${e.textContent.trim().slice(0, 40)} ${e.getBoundingClientRect().height}`)"""
UNFOLD = """async () => {
  document.querySelectorAll('main details').forEach(fold => { fold.open = true })
  await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))
}"""
HREF = re.compile(f'href="({START}[^"#]*)"')
LINKS = "() => [...document.querySelectorAll('main a[href], .at-desk a[href]')].map(link => link.href)"
CHOSEN = "form => new URLSearchParams(new FormData(form)).toString()"
TOP = "() => document.querySelector('main').getBoundingClientRect().top"


@pytest.fixture
def network(live_server, tmp_path, monkeypatch):
    """The demonstration, with its files in a folder of this test."""
    for user in ("pimpasa.foundation.uploads.store", "pimpasa.config.demonstration.files"):
        monkeypatch.setattr(f"{user}.state_folder", lambda: tmp_path)
    load()
    forget_offices()
    yield
    forget_offices()


class Walk:
    """Somebody invented goes through the site, each page once, and notes what is wrong on which screen."""

    def __init__(self, someone, part, known):
        self.someone, self.page, self.part, self.known, self.reached = someone, someone.page, part, known, 0
        # A recap of the nation counts a year of everything.
        someone.context.set_default_timeout(60_000)
        someone.open("/peragaan/")
        self.page.locator(f"form[action$='/{part}/'] button").click()

    def new_pages(self) -> Iterator[str]:
        """The name of each page that nobody before has reached; a list leads to one of its records."""
        waiting, seen = deque([START, *self.recaps()]), {""}
        while waiting and len(seen) < MOST_PAGES:
            address = waiting.popleft()
            name = name_of(address)
            if name in seen or FILE.search(name):
                continue
            seen.add(name)
            waiting.extend(self.passing(address) if name in self.known else self.stopping(address))
            # Some pages lead elsewhere at once.
            if self.page.locator("main").count() and (found := name_of(self.page.url)) not in self.known:
                seen.add(found)
                yield found
        self.reached = len(seen)

    def passing(self, address) -> list[str]:
        """Where a page leads that was looked at before."""
        return HREF.findall(self.someone.context.request.get(address).text())

    def stopping(self, address) -> list[str]:
        opened = self.page.goto(address, wait_until="domcontentloaded").ok
        return self.page.evaluate(LINKS) if opened else []

    def recaps(self) -> list[str]:
        """The first recap that is offered: a form leads to it, no link."""
        if not self.page.locator(".at-desk a[href='/petugas/rekap/']").count():
            return []
        self.page.goto("/petugas/rekap/")
        return [f"/petugas/rekap/?{self.page.locator('main form').evaluate(CHOSEN)}"]

    def troubles(self, name) -> Iterator[str]:
        for width in SCREENS:
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            yield from (f"{self.part} {name} at {width}: {words}" for words in self.on_screen(width))
        self.known.add(name)

    def on_screen(self, width) -> Iterator[str]:
        if width == PHONE and (top := self.page.evaluate(TOP)) > MARKS_END:
            yield f"the page begins at {top}"
        self.page.evaluate(UNFOLD)
        if (wider := self.someone.overflow) > 0:
            yield f"{wider} pixels too wide"
        if width <= PHONE:
            yield from self.page.evaluate(SMALL, [TOUCHED, SMALLEST])
        if width == SMALL_PHONE:
            yield from self.reading()
            yield from self.someone.violations()

    def reading(self) -> Iterator[str]:
        if self.page.locator("main h1").count() != 1:
            yield "not one heading of the first level"
        if self.page.locator("html").get_attribute("lang") != "id":
            yield "not marked as Indonesian"


def name_of(address) -> str:
    """The page's name, or nothing where it is no staff page."""
    path = urlsplit(address).path
    try:
        return resolve(path).url_name if path.startswith(START) else ""
    except Resolver404:
        return ""


def test_every_staff_page_is_fit_for_everybody_on_every_screen(network, visitor):
    known, reached, troubles = set(), {}, []
    for part in PARTS:
        walk = Walk(visitor(width=PHONE), part.slug, known)
        for name in walk.new_pages():
            troubles.extend(walk.troubles(name))
        reached[part.slug] = walk.reached
    assert troubles == []
    # Somebody who reaches nothing proves nothing.
    assert min(reached.values()) >= 15, reached
    assert known >= BRIDGE
