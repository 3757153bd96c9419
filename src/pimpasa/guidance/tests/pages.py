"""Reads a page the way a browser without JavaScript does: its words, links, and forms that can be sent."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

from django.test import Client

PASSPORT = "/panduan/paspor/"


@dataclass
class Form:
    method: str
    action: str
    hidden: list[tuple[str, str]] = field(default_factory=list)
    choices: list[tuple[str, str, bool]] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)

    def holds(self, name: str) -> bool:
        return name in {control[0] for control in (*self.hidden, *self.choices, *self.buttons)} | set(self.typed)


class Page(HTMLParser):
    def __init__(self, response) -> None:
        super().__init__()
        self.response, self.status, self.source = response, response.status_code, response.content.decode()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.feed(self.source)
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("method", "get").lower(), given.get("action", "")))
        elif tag == "a":
            self.links.append(given.get("href", ""))
        elif tag in {"input", "button", "textarea", "select"} and self.forms:
            self._control(tag, given, "checked" in given)

    def _control(self, tag: str, given: dict[str, str], is_checked: bool) -> None:
        form, name, value = self.forms[-1], given.get("name", ""), given.get("value", "")
        if given.get("type") == "hidden":
            form.hidden.append((name, value))
        elif given.get("type") in {"radio", "checkbox"} and name:
            form.choices.append((name, value, is_checked))
        elif tag == "button" and name:
            form.buttons.append((name, value))
        elif name:
            form.typed.append(name)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def form_with(self, name: str) -> Form:
        return next(form for form in self.forms if form.holds(name))

    @property
    def question(self) -> str:
        """The question this page asks, empty on an answer page."""
        asked = [value for form in self.forms for name, value in form.hidden if name == "ditanya"]
        return asked[0] if asked else ""

    @property
    def options(self) -> list[str]:
        return [value for name, value, _ in self.form_with("ditanya").choices if name == self.question]

    @property
    def chosen(self) -> list[str]:
        return [value for name, value, is_checked in self.form_with("ditanya").choices if is_checked]

    @property
    def addresses(self) -> list[str]:
        """Every address on the page, with what its forms would add to it."""
        sent = [f"{form.action}?{urlencode(form.hidden)}" for form in self.forms if form.method == "get"]
        return [*self.links, *(form.action for form in self.forms), *sent]


def visit(client: Client, address: str = PASSPORT, **query: object) -> Page:
    return Page(client.get(address, query))


def send(client: Client, form: Form, *given: tuple[str, str]) -> Page:
    fields = [*form.hidden, *given]
    if form.method == "get":
        address = form.action.partition("#")[0]
        return Page(client.get(f"{address}?{urlencode(fields)}"))
    return Page(client.post(form.action, urlencode(fields), content_type="application/x-www-form-urlencoded"))


def answer(client: Client, page: Page, *options: str) -> Page:
    return send(client, page.form_with("ditanya"), *((page.question, option) for option in options))


def follow(client: Client, page: Page, answers: dict[str, object]) -> Page:
    """Answers question after question until the answer page."""
    while page.question:
        given = answers[page.question]
        page = answer(client, page, *((given,) if isinstance(given, str) else given))
    return page
