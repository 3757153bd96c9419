"""A real browser before a real server. Chromium comes from the machine; nothing is downloaded."""

import os
import shutil
from importlib.resources import files

import pytest

from pimpasa.guidance.tests.make import make_office

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
WIDE, NARROW = 1000, 320
AXE = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
RUN_AXE = "async () => (await axe.run()).violations.map(v => `${v.id}: ${v.nodes.map(n => n.target).join(' ')}`)"


@pytest.fixture(scope="session")
def browser():
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not on PATH")
    # Playwright runs a loop of its own in this thread, which Django would take for a mistake.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Visitor:
    """Somebody at the site with one screen; reads, answers, and is stopped by any error of a script."""

    def __init__(self, browser, address, *, script=True, width=WIDE, scale=1):
        size = {"width": width, "height": 800}
        self.context = browser.new_context(
            viewport=size, device_scale_factor=scale, java_script_enabled=script, bypass_csp=True, base_url=address
        )
        self.context.set_default_timeout(30_000)
        self.page = self.context.new_page()
        self.troubles = []
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))

    def open(self, address):
        self.page.goto(address)
        return self

    @property
    def question(self):
        asked = self.page.locator("input[name=ditanya]")
        return asked.first.get_attribute("value") if asked.count() else ""

    def answer(self, *options):
        question = self.question
        for option in options:
            self.page.locator(f"input[name='{question}'][value='{option}']").check()
        # A page that has only begun to come shows no question yet.
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Lanjut").click()

    def follow(self, answers):
        while self.question:
            given = answers[self.question]
            self.answer(*([given] if isinstance(given, str) else given))
        return self

    @property
    def text(self):
        return self.page.locator("body").inner_text()

    def violations(self):
        self.page.evaluate(AXE)
        return self.page.evaluate(RUN_AXE)

    @property
    def overflow(self):
        """By how many pixels the page is wider than the screen."""
        return self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


@pytest.fixture
def visitor(browser, live_server):
    """Makes visitors; each has its own screen and may have scripts switched off."""
    here = []

    def make(**screen):
        here.append(Visitor(browser, live_server.url, **screen))
        return here[-1]

    yield make
    for one in here:
        one.context.close()
    assert [trouble for one in here for trouble in one.troubles] == []


@pytest.fixture
def office(live_server):
    return make_office()
