"""Answers that become knowledge, and knowledge that is put right."""

import pytest
import uuid6
from django.urls import reverse
from django.utils import timezone

from pimpasa.accounts.tests.make import VILLAGE_A
from pimpasa.consultations.actions import answering
from pimpasa.consultations.correcting import queries
from pimpasa.consultations.desk.tests.make import fee_today
from pimpasa.consultations.models import Consultation, Correction, Entry
from pimpasa.consultations.panels import abuse_panel, outdated_panel, private_panel, questions_panel
from pimpasa.consultations.tests.make import answered, make_consultation
from pimpasa.guidance.local.actions import publish
from pimpasa.guidance.local.finding import local_answers_for
from pimpasa.guidance.local.models import LocalAnswer

pytestmark = pytest.mark.django_db
ASKED = "Bu saya Siti anaknya Pak Karto, loket kecamatan bukanya hari apa?"
GENERAL = "Hari apa loket paspor di kecamatan buka?"


@pytest.fixture
def fact(db) -> str:
    return fee_today(timezone.localdate())


@pytest.fixture
def changed(monkeypatch):
    """From now on every fact reads differently than when it was quoted."""
    return lambda: monkeypatch.setattr(queries, "seal_of", lambda _fact: "baru")


def proposed(client, user, one, **changes):
    client.force_login(user)
    until = str(timezone.localdate())
    dates = {"source_date": "2026-01-05", "valid_until": until, "review_by": until}
    text = {"question": GENERAL, "answer": "Selasa dan Kamis.", "source": "Pengumuman", "reach": f"place:{VILLAGE_A}"}
    given = {"id": str(uuid6.uuid7()), **dates, **text, **changes}
    return client.post(reverse("consultation-propose", args=[one.pk]), given)


def test_a_good_answer_becomes_knowledge_and_answers_the_next_one(client, sari, wati):
    one = make_consultation(text=ASKED)
    answered(one, sari, "Selasa dan Kamis.")
    assert proposed(client, sari, one).status_code == 302
    publish(LocalAnswer.objects.get(), by=wati)
    assert [one.answer for one in local_answers_for("loket di kecamatan buka hari apa", "", VILLAGE_A)]


def test_the_form_begins_with_the_answer_and_never_with_the_askers_words(client, sari, fact):
    one = make_consultation(text=ASKED, topic="hilang")
    answered(one, sari, "Selasa dan Kamis.", facts=[fact])
    client.force_login(sari)
    page = client.get(reverse("consultation-propose", args=[one.pk])).content.decode()
    assert "Selasa dan Kamis." in page
    assert "Siti" not in page
    assert f'value="{fact}"' in page


def test_the_askers_own_words_are_refused(client, sari):
    one = make_consultation(text=ASKED)
    answered(one, sari)
    page = proposed(client, sari, one, question=ASKED)
    assert page.status_code == 400
    assert "kata-kata penanya sendiri" in page.content.decode()
    assert not LocalAnswer.objects.exists()


def test_the_agent_proposes_nothing(client, agent):
    one = make_consultation("agent")
    assert proposed(client, agent, one).status_code == 403


def test_a_corrected_fact_lists_who_was_told_the_old_one_and_settles_it(client, sari, fact, changed):
    one = answered(make_consultation(), sari, facts=[fact])
    answered(make_consultation(), sari)
    changed()
    client.force_login(sari)
    assert client.get(reverse("outdated-facts")).content.decode().count("Kirim pembetulan</span>") == 1
    address = reverse("consultation-correct", args=[one.pk, fact])
    assert "Pembetulan:" in client.get(address).content.decode()
    sent = {"id": str(uuid6.uuid7()), "version": one.version, "apa": "kirim", "text": "Pembetulan", "facts": [fact]}
    assert client.post(address, sent).status_code == 302
    assert Entry.objects.filter(consultation=one, kind="answer").count() == 2
    assert Correction.objects.count() == 1


def test_a_closed_thread_is_opened_for_the_correction(client, sari, fact, changed):
    one = answering.close(answered(make_consultation(), sari, facts=[fact]), "thanked", by=sari)
    changed()
    client.force_login(sari)
    sent = {"id": str(uuid6.uuid7()), "version": one.version, "apa": "kirim", "text": "Pembetulan"}
    assert client.post(reverse("consultation-correct", args=[one.pk, fact]), sent).status_code == 302
    assert Consultation.objects.get(pk=one.pk).state == "answered"
    assert not queries.still_outdated(sari).exists()


def test_two_correct_at_once_the_later_keeps_the_words(client, sari, fact, changed):
    one = answered(make_consultation(), sari, facts=[fact])
    stale = one.version
    answering.close(one, "thanked", by=sari)
    changed()
    client.force_login(sari)
    sent = {"id": str(uuid6.uuid7()), "version": stale, "apa": "kirim", "text": "Ketikan pembetulan"}
    page = client.post(reverse("consultation-correct", args=[one.pk, fact]), sent)
    assert page.status_code == 409
    assert "Ketikan pembetulan" in page.content.decode()
    assert Consultation.objects.get(pk=one.pk).state == "closed"


def test_the_neighbours_people_are_listed_nothing_and_correct_nothing(client, sari, budi, fact, changed):
    one = answered(make_consultation(), sari, facts=[fact])
    changed()
    client.force_login(budi)
    assert "Kirim pembetulan</span>" not in client.get(reverse("outdated-facts")).content.decode()
    assert client.get(reverse("consultation-correct", args=[one.pk, fact])).status_code == 404


def test_what_is_not_outdated_has_no_correction(client, sari, fact):
    one = answered(make_consultation(), sari, facts=[fact])
    client.force_login(sari)
    assert client.get(reverse("consultation-correct", args=[one.pk, fact])).status_code == 404


def test_the_panels_tell_what_waits(sari, agent, wati, fact, changed):
    answered(make_consultation(), sari, facts=[fact])
    make_consultation()
    assert questions_panel(sari).number == 1
    assert private_panel(agent) is None
    assert private_panel(sari).number == 0
    assert outdated_panel(sari) is None
    assert abuse_panel(wati) is None
    changed()
    assert outdated_panel(sari).number == 1
