"""Turns a live page into one that stands alone: links become relative, and what needs a server says so."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape
from posixpath import dirname, relpath
from urllib.parse import urlsplit

from django.conf import settings

LINK = re.compile(r'(?P<name>\s(?:href|src|action|formaction))="(?P<address>/(?!/)[^"]*)"')
FORM = re.compile(r"<form\b")
MAIN = re.compile(r"<main\b[^>]*>")
OFFLINE_PAGE = "butuh-jaringan/index.html"


@dataclass(frozen=True)
class Rewriter:
    """`files` tells which address became which file; `base_url` is where the live site answers, if anywhere."""

    files: Mapping[str, str]
    base_url: str
    made_on: str
    version: str

    def page(self, html: str, file: str, extra: str = "") -> str:
        html = FORM.sub('<p class="muted" data-exported>Bagian ini butuh jaringan.</p><form', html)
        html = MAIN.sub(lambda main: main.group() + self._banner() + extra, html, count=1)
        return LINK.sub(lambda link: self._link(link, file), html)

    def _link(self, link: re.Match[str], file: str) -> str:
        address = unescape(link["address"])
        # A form needs the server even when its page was exported.
        target = self.live(address, file) if "action" in link["name"] else self.target(address, file)
        return f'{link["name"]}="{escape(target)}"'

    def target(self, address: str, file: str) -> str:
        """Where a link of this file leads: another file, the live site, or the page that says a network is needed."""
        parts = urlsplit(address)
        asked = parts.path + (f"?{parts.query}" if parts.query else "")
        found = self.files.get(asked) or self._static(parts.path)
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        if found:
            return relpath(found, dirname(file) or ".") + fragment
        return self.live(address, file)

    def live(self, address: str, file: str) -> str:
        return self.base_url + address if self.base_url else relpath(OFFLINE_PAGE, dirname(file) or ".")

    def _static(self, path: str) -> str:
        return path.lstrip("/") if path.startswith(settings.STATIC_URL) else ""

    def _banner(self) -> str:
        """A copy grows old: it says from when it is, and where the living page is."""
        where = f' Periksa yang terbaru di <a href="{escape(self.base_url)}">{escape(self.base_url)}</a>.'
        return (
            f'<p class="notice" data-exported>Salinan dibuat {self.made_on}, isi versi {self.version}. '
            f"Aturan bisa berubah.{where if self.base_url else ''}</p>"
        )
