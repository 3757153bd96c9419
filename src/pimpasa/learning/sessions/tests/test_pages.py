"""The pages of staff: from a plan of few taps to the activity, and the papers."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from pimpasa.accounts.tests.make import VILLAGE_A
from pimpasa.fieldwork.activities.models import Activity
from pimpasa.foundation.printing.tests.reading import letters, letters_of, needs_pdftotext
from pimpasa.learning.sessions.models import SessionKit
from pimpasa.learning.sessions.tests.make import answer, make_kit

LIST = "/petugas/belajar/"


@pytest.fixture
def as_sari(client, sari):
    client.force_login(sari)
    return client


def test_an_evening_from_the_plan_to_the_log(as_sari, sari):
    form = as_sari.get(f"{LIST}siapkan/").context["form"]
    given = {name: form[name].value() for name in ("id", "village", "held_on", "begins_at")}
    assert (given["held_on"], form.has_no_village) == (timezone.localdate(), False)
    given |= {"village": VILLAGE_A, "lessons": ["biaya"], "begins_at": "19:00"}
    kit_address = as_sari.post(f"{LIST}siapkan/", given).url
    kit = SessionKit.objects.get()
    for step in ("before", "teaching", "after"):
        as_sari.post(reverse("session-move", args=[kit.pk, step]))
    kit.refresh_from_db()
    answer(kit, "after", right=1)
    as_sari.post(reverse("session-count", args=[kit.pk]), {"key": given["id"], "people": "20", "did_it": "3"})
    closing = as_sari.get(reverse("session-close", args=[kit.pk])).context["form"]
    end = {"id": closing["id"].value(), "topics": closing["topics"].value(), "did_it": "4", "female_unknown": "20"}
    assert as_sari.post(reverse("session-close", args=[kit.pk]), end).url == kit_address
    activity = Activity.objects.get()
    assert activity.topics == ["legal-work", "passport"]
    assert "20 peserta, tercatat" in as_sari.get(kit_address).content.decode()
    assert "sesudah: 1 jawaban" in as_sari.get(reverse("activity", args=[activity.pk])).content.decode()
    assert "Langkah 5" in as_sari.get(reverse("session-results", args=[kit.pk])).content.decode()


def test_the_list_keeps_what_is_to_come_from_what_has_passed(as_sari, sari):
    first, second = make_kit(sari), make_kit(sari)
    SessionKit.objects.filter(pk=second.pk).update(state="cancelled", held_on=date(2026, 1, 2))
    assert [kit.pk for kit in as_sari.get(LIST).context["page"]] == [first.pk]
    assert [kit.pk for kit in as_sari.get(f"{LIST}?lalu=1").context["page"]] == [second.pk]


def test_a_refused_plan_keeps_what_was_typed(as_sari):
    page = as_sari.post(f"{LIST}siapkan/", {"lessons": ["biaya", "lain"], "held_on": "2026-12-03"}).content.decode()
    assert 'value="2026-12-03"' in page


@needs_pdftotext
def test_the_papers_are_for_this_village_and_ask_no_name(as_sari, sari):
    kit = make_kit(sari)
    sheets = {page: letters_of(as_sari.get(reverse(page, args=[kit.pk])).content) for page in PAPERS}
    for page, words in PAPERS.items():
        assert letters(kit.village.name) in sheets[page]
        assert letters(words) in sheets[page], page


PAPERS = {
    "session-sign-up": "Jangan menulis nama, nomor telepon, atau NIK.",
    "session-paper-tests": "Pertanyaan biaya-b3?",
    "session-tally-sheets": "Lembar hitung nomor 8",
}
