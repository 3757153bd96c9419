"""The exported site says what the live one says, and every link in it leads somewhere."""

import gzip
import json
from pathlib import Path
from shutil import copytree

import brotli
import pytest
import time_machine
from click.testing import CliRunner
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from pimpasa.config.export.command import check_base_url, export_site
from pimpasa.config.export.pages import exported_pages
from pimpasa.config.export.rewriting import Rewriter
from pimpasa.config.export.tests.words import read_words
from pimpasa.config.export.writing import ExportError
from pimpasa.config.export.writing import export_site as write_site
from pimpasa.guidance.tests.make import ITS_OFFICE, KEBON_JERUK, make_office
from pimpasa.regions.queries import forget_offices

LIVE, NOON = "https://pimpasa.contoh.test", "2026-11-24T12:00:00+07:00"


PLAIN_STATIC = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """With static files as they lie after collecting, without the cost of collecting them."""
    place = tmp_path_factory.mktemp("export")
    (place / "static" / "ui").mkdir(parents=True)
    (place / "static" / "ui" / "pimpasa.css").write_text("body{}")
    storages = {**settings.STORAGES, "staticfiles": PLAIN_STATIC}
    with override_settings(STATIC_ROOT=place / "static", STORAGES=storages):
        yield place


@pytest.fixture(scope="module")
def site(folder, django_db_setup, django_db_blocker):
    """Written once for all that only read it."""
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(NOON, tick=False):
        make_office()
        write_site(folder / "site", [KEBON_JERUK], LIVE)
        yield folder / "site"
        transaction.set_rollback(True)
    forget_offices()


def test_exported_and_live_pages_say_the_same_words(site, client):
    pages = [page for page in exported_pages([KEBON_JERUK]) if page.file.endswith(".html")]
    assert len(pages) > 50
    for page in pages:
        live = client.post(page.address, page.posted) if page.posted else client.get(page.address)
        words = read_words(live.content.decode()).found
        assert read_words((site / page.file).read_text(encoding="utf-8")).found == words, page.address
        assert len(words) > 30, page.address


def test_every_link_leads_to_a_file_or_to_the_live_site(site):
    for file in site.rglob("*.html"):
        for link in read_words(file.read_text(encoding="utf-8")).links:
            path = link.partition("#")[0]
            assert not path.startswith("/"), (file, link)
            if path and ":" not in path and not path.startswith("static") and "/static/" not in path:
                assert (file.parent / path).resolve().is_file(), (file, link)


def test_forms_lead_to_the_live_site_and_say_that_they_need_a_network(site):
    page = (site / "panduan/paspor/index.html").read_text(encoding="utf-8")
    assert f'action="{LIVE}/panduan/paspor/"' in page
    assert "butuh jaringan" in page


def test_a_guide_offers_the_commonest_answers_without_a_network(site):
    page = (site / "panduan/paspor/index.html").read_text(encoding="utf-8")
    assert 'href="jawaban/lost/index.html"' in page
    assert "Rp1.650.000" in (site / "panduan/paspor/jawaban/lost/index.html").read_text(encoding="utf-8")


def test_a_copy_says_its_day_and_where_to_look_again(site):
    page = (site / "kantor" / ITS_OFFICE / "index.html").read_text(encoding="utf-8")
    assert "Salinan dibuat 24 November 2026" in page
    assert LIVE in page


def test_sheets_of_paper_come_along(site):
    assert (site / "lembar-dinding.pdf").read_bytes().startswith(b"%PDF")
    assert (site / "desa" / KEBON_JERUK / "poster.pdf").read_bytes().startswith(b"%PDF")


def test_compressed_copies_hold_the_same_page(site):
    page = (site / "index.html").read_bytes()
    assert gzip.decompress((site / "index.html.gz").read_bytes()) == page
    assert brotli.decompress((site / "index.html.br").read_bytes()) == page


def test_a_second_export_replaces_the_first_and_leaves_nothing_old(site, tmp_path):
    copy = copytree(site, tmp_path / "site")
    write_site(copy, [], LIVE)
    assert not (copy / "desa" / KEBON_JERUK / "index.html").exists()
    assert (copy / "index.html").is_file()


def test_a_folder_with_other_files_is_refused(folder, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "surat.txt").write_text("penting")
    with pytest.raises(ExportError, match="berisi berkas lain"):
        write_site(tmp_path / "mine", [], "")
    assert (tmp_path / "mine" / "surat.txt").read_text() == "penting"


def test_without_a_live_site_links_lead_to_the_page_that_says_so():
    rewriter = Rewriter({"/tentang/": "tentang/index.html"}, "", "24 November 2026", "uji")
    html = rewriter.page('<main><a href="/petugas/">a</a> <a href="/tentang/#x">b</a></main>', "kantor/index.html")
    assert 'href="../butuh-jaringan/index.html"' in html
    assert 'href="../tentang/index.html#x"' in html


def test_addresses_elsewhere_stay_as_they_are():
    rewriter = Rewriter({}, LIVE, "24 November 2026", "uji")
    html = '<a href="https://lapor.go.id">a</a><a href="//x.test/">b</a><a href="tel:110">c</a>'
    assert rewriter.page(html, "index.html") == html


def test_an_address_with_a_query_is_another_page():
    rewriter = Rewriter({"/panduan/paspor/": "panduan/paspor/index.html"}, LIVE, "", "")
    assert rewriter.target("/panduan/paspor/?desa=1", "index.html") == f"{LIVE}/panduan/paspor/?desa=1"


@pytest.mark.parametrize("address", ["pimpasa.go.id", "ftp://x", "https://x/jalur", 'https://x"><script>'])
def test_a_wrong_base_address_is_a_wrong_use(address, tmp_path):
    run = CliRunner().invoke(export_site, [str(tmp_path), "--base-url", address])
    assert run.exit_code == 2
    assert "--base-url" in run.output


def test_a_right_base_address_is_taken():
    check_base_url("http://192.168.1.9:8000/")
    check_base_url("")


def test_the_list_of_written_files_is_kept_for_the_next_time(site):
    manifest = json.loads((Path(site) / "pimpasa-export.json").read_text(encoding="utf-8"))
    assert manifest["day"] == "2026-11-24"
    assert "index.html" in manifest["written"]
