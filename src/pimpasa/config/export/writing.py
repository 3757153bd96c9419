"""Writes the site into a folder: each page rendered in this process, with a .gz and a .br copy beside it."""

import gzip
import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from posixpath import dirname, relpath
from urllib.parse import urlsplit

import brotli  # type: ignore[import-untyped] # its wheel has no types
from django.conf import settings
from django.http import HttpResponseBase
from django.test import Client
from django.utils.timezone import localdate

from pimpasa.foundation.content import load_library
from pimpasa.foundation.ui.words import day as day_words

from .pages import Page, exported_pages
from .rewriting import OFFLINE_PAGE, Rewriter

MANIFEST = "pimpasa-export.json"
COMPRESSED = (".html", ".css", ".js", ".svg", ".json", ".txt")
LOCAL = "http://127.0.0.1:8000"
Progress = Callable[[int, int], None]


class ExportError(Exception):
    """The folder or a page cannot be used; the message says which and what to do."""


@dataclass(frozen=True)
class Exported:
    folder: str
    day: str
    version: str
    pages: int
    files: int
    bytes: int


def export_site(
    folder: Path, villages: Iterable[str], base_url: str, progress: Progress = lambda done, of: None
) -> Exported:
    """Replaces an earlier export in the folder; refuses a folder that holds anything else."""
    make_room(folder)
    pages = exported_pages(villages)
    rewriter = make_rewriter(pages, base_url)
    client = client_for(base_url or LOCAL)
    offers = answers_offered(pages)
    for done, page in enumerate(pages, 1):
        write(folder / page.file, exported(page, read(client, page), rewriter, offers))
        progress(done, len(pages))
    write(folder / OFFLINE_PAGE, rewriter.page(offline_page(read(client, pages[0]).decode()), OFFLINE_PAGE).encode())
    shutil.copytree(settings.STATIC_ROOT, folder / settings.STATIC_URL.strip("/"), dirs_exist_ok=True)
    return finish(folder, len(pages) + 1)


def make_rewriter(pages: Iterable[Page], base_url: str) -> Rewriter:
    files = {page.address: page.file for page in pages if not page.posted}
    return Rewriter(files, base_url, day_words(localdate()), load_library().version)


def client_for(base_url: str) -> Client:
    """Speaks to the site in this process, as if under its public address."""
    parts = urlsplit(base_url)
    return Client(SERVER_NAME=parts.hostname or "127.0.0.1", HTTP_HOST=parts.netloc)


def read(client: Client, page: Page) -> bytes:
    response = client.post(page.address, page.posted) if page.posted else client.get(page.address)
    if response.status_code != 200:
        raise ExportError(f"{page.address}: halaman menjawab {response.status_code}, bukan 200.")
    return body_of(response)


def body_of(response: HttpResponseBase) -> bytes:
    return b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined] # by the flag


def exported(page: Page, body: bytes, rewriter: Rewriter, offers: dict[str, list[Page]]) -> bytes:
    if page.is_download or not page.file.endswith(".html"):
        return body
    return rewriter.page(body.decode(), page.file, offered_here(page, offers.get(page.address, []))).encode()


def answers_offered(pages: Iterable[Page]) -> dict[str, list[Page]]:
    """For each guide's entry page the whole answers that were exported with it."""
    offers: dict[str, list[Page]] = {}
    for page in pages:
        if page.title:
            offers.setdefault(page.address.partition("?")[0], []).append(page)
    return offers


def offered_here(page: Page, answers: list[Page]) -> str:
    if not answers or page.title:
        return ""
    rows = "".join(
        f'<li><a href="{escape(relpath(one.file, dirname(page.file)))}">{escape(one.title)}</a></li>' for one in answers
    )
    words = "Tanpa jaringan, buka jawaban untuk keadaan yang paling sering:"
    return f'<div class="card" data-exported><p>{words}</p><ul class="list">{rows}</ul></div>'


def offline_page(home: str) -> str:
    """The frame of the home page around the one thing to say."""
    start, end = home.index("<main"), home.index("</main>")
    words = "<h1>Bagian ini butuh jaringan</h1><p>Buka situsnya lewat internet, atau tanya di kantor desa.</p>"
    return home[:start] + f'<main id="isi" tabindex="-1">{words}' + home[end:]


def make_room(folder: Path) -> None:
    manifest = folder / MANIFEST
    if manifest.is_file():
        for name in json.loads(manifest.read_text(encoding="utf-8"))["written"]:
            (folder / name).unlink(missing_ok=True)
    if folder.exists() and any(path.is_file() for path in folder.rglob("*") if path != manifest):
        raise ExportError(f"{folder}: folder ini berisi berkas lain. Pilih folder kosong.")
    folder.mkdir(parents=True, exist_ok=True)


def write(file: Path, body: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(body)
    if file.suffix in COMPRESSED:
        file.with_name(file.name + ".gz").write_bytes(gzip.compress(body, 9, mtime=0))
        file.with_name(file.name + ".br").write_bytes(brotli.compress(body))


def finish(folder: Path, pages: int) -> Exported:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    size = sum(path.stat().st_size for path in files)
    done = Exported(str(folder), localdate().isoformat(), load_library().version, pages, len(files), size)
    names = [path.relative_to(folder).as_posix() for path in files]
    (folder / MANIFEST).write_text(json.dumps(asdict(done) | {"folder": "", "written": names}), encoding="utf-8")
    return done
