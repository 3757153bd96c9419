"""The words of a page as a reader sees them, without what an export adds."""

from html.parser import HTMLParser

UNSEEN = {"script", "style", "title"}
VOID = {"br", "img", "input", "link", "meta", "hr", "path", "rect", "circle", "use"}


class Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.links: list[str] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.links += [given[name] for name in ("href", "src", "action") if given.get(name)]
        if tag in VOID:
            return
        if self._hidden or tag in UNSEEN or "data-exported" in given:
            self._hidden.append(tag)

    def handle_endtag(self, tag):
        if self._hidden and tag not in VOID:
            self._hidden.pop()

    def handle_data(self, data):
        if not self._hidden:
            self.found += data.split()


def read_words(html: str) -> Words:
    words = Words()
    words.feed(html)
    return words
