"""The page of figures: who sees which places, in which order, and what leaves as a file."""

import csv
import io

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from pimpasa.accounts.tests import make
from pimpasa.accounts.tests.make import VILLAGE_A, VILLAGE_B
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.learning.figures.tests.make import make_evening, respond_all
from pimpasa.regions.models import Region


@pytest.fixture
def evenings(db):
    """In village A, of Sari's, four before and six after; in B, of Budi's, six and seven."""
    with time_machine.travel("2026-11-25T03:00:00Z", tick=False):
        for user, village, few in ((make.make_sari(), VILLAGE_A, 4), (make.make_budi(), VILLAGE_B, 6)):
            kit = make_evening(user, village)
            respond_all(kit, "before", [0, 1, 1, 2, 2, 1][:few])
            respond_all(kit, "after", [2, 3, 2, 3, 3, 2, 1][: few + 2 if few == 4 else 7], form="B")
        Region.objects.filter(pk=VILLAGE_A).update(name="Zaitun")
        Region.objects.filter(pk=VILLAGE_B).update(name="Anggrek")
        yield


def opened(user, page="learning-figures", **asked):
    client = Client()
    client.force_login(user)
    return client.get(reverse(page), asked)


def person(name):
    from pimpasa.accounts.models import User

    return User.objects.get(username=name)


def test_an_officer_reads_the_own_village_and_no_other(evenings):
    page = opened(person("sari")).content.decode()
    assert "sebelum 33% (4 orang)" in page
    assert opened(person("sari"), wilayah=VILLAGE_B).status_code == 404
    assert opened(person("sari"), wilayah="kanim-x").status_code == 404


def test_an_analyst_reads_offices_and_villages_without_the_small_room(evenings):
    rini = make.make_rini()
    page = opened(rini).content.decode()
    assert "39% (6 orang)" in page
    assert "tidak dihitung penuh" in page
    assert "Kantor kanim-y" in page
    assert "(4 orang)" not in opened(rini, wilayah=VILLAGE_A).content.decode()


def test_villages_stand_in_the_order_of_the_alphabet(evenings):
    head = make.make_person("kepala", "office_head", "kanim-x")
    make.make_office("kanim-x", serves=("33.02",))
    page = opened(head).content.decode()
    assert 0 < page.index("Anggrek") < page.index("Zaitun")


def test_months_the_wrong_way_round_are_refused_and_kept(evenings):
    page = opened(person("sari"), dari="2026-10", sampai="2026-09").content.decode()
    assert "Pilih bulan yang sama atau sesudahnya." in page
    assert '<option value="2026-09" selected>' in page


def test_the_file_holds_what_the_page_tells_and_is_written_down(evenings):
    budi = person("budi")
    answer = opened(budi, "learning-figures-csv", dari="2026-10", sampai="2026-10")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    whole = rows[0]
    assert (whole["sebelum"], whole["orang_sebelum"], whole["orang_sesudah"]) == ("0.3889", "6", "7")
    assert float(whole["batas_bawah"]) < float(whole["selisih"]) < float(whole["batas_atas"])
    assert {row["bagian"] for row in rows} >= {"semua", "materi", "tempat", "soal", "niat"}
    assert AuditEntry.objects.filter(verb="export-learning-figures", actor=budi).count() == 1


def test_without_tests_the_page_says_what_will_be_here(evenings):
    page = opened(person("sari"), dari="2025-01", sampai="2025-02").content.decode()
    assert "Belum ada tes" in page
