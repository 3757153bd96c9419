"""The pages of people who teach, the public check, and what the register shows of them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pimpasa.accounts.tests.make import VILLAGE_A, VILLAGE_B, make_agent, make_budi, make_rini, make_sari, make_wati
from pimpasa.fieldwork.register.tests.make import make_assisted_village, make_officer_of
from pimpasa.foundation import installation
from pimpasa.foundation.installation import queries
from pimpasa.foundation.printing.tests.reading import letters, letters_of, needs_pdftotext
from pimpasa.learning.personal_data import LEARNING
from pimpasa.learning.retention import RULES
from pimpasa.learning.teachers import tickets
from pimpasa.learning.teachers.models import Training, TrainingTest
from pimpasa.learning.teachers.panels import path_panel
from pimpasa.learning.teachers.showing import FIELD
from pimpasa.learning.teachers.tests.make import given, make_training, take, waiting

LONG_AGO = timezone.localdate() - timedelta(days=731)
PATH, TEST, CHECK = "/petugas/belajar/jalur/", "/petugas/belajar/jalur/tes/", "/belajar/sertifikat/"


@pytest.fixture
def agent(db):
    return make_agent()


@pytest.fixture
def as_agent(client, agent):
    client.force_login(agent)
    return client


def fields(agent, right):
    return {FIELD + ref: option for ref, option in given(waiting(agent), right).items()}


def test_from_the_path_over_the_test_to_the_certificate(as_agent, agent):
    assert TEST in as_agent.get(PATH).content.decode()
    ticket = as_agent.get(TEST).context["ticket"]
    sent = {"halaman": ticket, **fields(agent, 9)}
    result = as_agent.post(TEST, sent).url
    assert as_agent.post(TEST, sent).url == result
    page = as_agent.get(result).content.decode()
    assert "9 dari 10 benar: lulus" in page
    assert page.count("belum tepat") == 1
    assert as_agent.get(TEST).url == PATH
    assert as_agent.get(reverse("learning-certificate", args=[Training.objects.get().pk]))["Content-Type"].endswith(
        "pdf"
    )
    assert path_panel(agent).number == 0


def test_gaps_keep_what_was_chosen_and_junk_brings_a_new_page(as_agent, agent):
    ticket, sent = as_agent.get(TEST).context["ticket"], fields(agent, 10)
    missing = sent.popitem()[0]
    refused = as_agent.post(TEST, {"halaman": ticket, **sent})
    assert refused.status_code == 400
    assert refused.content.decode().count(" checked") == 9
    assert [one.name for one in refused.context["questions"] if one.is_missing] == [missing]
    assert refused.context["ticket"] == ticket
    junk = as_agent.post(TEST, {"halaman": "x\x00y", "soal-a": "b"})
    assert (junk.status_code, TrainingTest.objects.count()) == (409, 0)


def test_a_page_of_yesterday_keeps_its_answers_and_gets_a_new_ticket(as_agent, agent, monkeypatch):
    ticket = as_agent.get(TEST).context["ticket"]
    monkeypatch.setattr(tickets, "OPEN_FOR", timedelta(seconds=-1))
    page = as_agent.post(TEST, {"halaman": ticket, **fields(agent, 10)})
    assert (page.status_code, page.content.decode().count(" checked")) == (409, 10)
    monkeypatch.undo()
    assert as_agent.post(TEST, {"halaman": page.context["ticket"], **fields(agent, 10)}).status_code == 302


def test_a_result_is_the_persons_own(client, agent):
    test = take(agent, right=3)
    client.force_login(make_sari())
    assert client.get(reverse("learning-test-result", args=[test.pk])).status_code == 404


def verdict(client, code):
    return client.post(CHECK, {"kode": code}).context["answer"].verdict


def test_a_stranger_checks_a_code(client, agent):
    training = make_training(agent)
    typed = f" {training.short_code[:4]}-{training.short_code[4:].lower()}"
    assert agent.display_name in client.post(CHECK, {"kode": typed}).content.decode()
    assert verdict(client, typed) == "valid"
    assert verdict(client, training.short_code[:-1] + "0") == "mistyped"
    Training.objects.update(passed_on=LONG_AGO)
    assert verdict(client, training.short_code) == "renew"
    agent.postings.update(revoked_on=timezone.localdate())
    assert verdict(client, training.short_code) == "left"
    Training.objects.update(is_demonstration=True)
    assert verdict(client, training.short_code) == "demonstration"
    Training.objects.all().delete()
    assert verdict(client, training.short_code) == "unknown"


def test_what_is_passed_in_a_demonstration_is_one(agent):
    queries.hold(queries.CurrentInstallation(is_demonstration=True), float("inf"))
    assert installation.current().is_demonstration
    assert make_training(agent).is_demonstration


@needs_pdftotext
def test_the_certificate_says_what_it_is_not(as_agent, agent):
    training = make_training(agent, is_demonstration=True)
    sheet = letters_of(as_agent.get(reverse("learning-certificate", args=[training.pk])).content)
    for words in ("Bukan ijazah. Bukan tanda petugas imigrasi.", "PERAGAAN. TIDAK BERLAKU.", agent.display_name):
        assert letters(words) in sheet


def test_the_register_shows_the_trained_people_of_a_village(client, agent):
    village = make_assisted_village(VILLAGE_A)
    address = reverse("assisted-village", args=[village.pk])
    officer = make_officer_of(make_sari(), "kanim-x")
    for trained in (agent, officer.user):
        make_training(trained)
    Training.objects.filter(person=agent).update(passed_on=LONG_AGO)
    client.force_login(make_wati())
    page = client.get(address).content.decode()
    assert "<strong>1</strong> orang di desa ini lulus" in page
    assert agent.display_name in page
    assert "perlu diperbarui" in page
    assert "lulus tes" in client.get(reverse("officers")).content.decode()


def test_villages_without_a_trained_person_are_found(client, agent):
    with_one, without = make_assisted_village(VILLAGE_A), make_assisted_village(VILLAGE_B, office="kanim-y")
    make_training(agent)
    make_training(make_budi(), passed_on=LONG_AGO)
    client.force_login(make_rini())
    for asked, found in (("ada", with_one), ("belum", without)):
        page = client.get(reverse("assisted-villages"), {"pengajar": asked})
        assert list(page.context["listing"].page) == [found]


def test_what_is_held_on_a_person_is_told_and_erased(agent):
    take(agent)
    held = {one.where: one.count for one in LEARNING.holdings(agent)}
    assert held == {"learning_trainingtest": 1, "learning_training": 1}
    LEARNING.erase(agent, "x")
    assert LEARNING.holdings(agent) == []


def test_answers_go_before_the_training_that_came_of_them(agent):
    take(agent)
    rules, later = {rule.subject: rule for rule in RULES}, timezone.now() + timedelta(days=1)
    assert rules["training_tests"].erase(later) == rules["trainings"].expired(later) == 1
    assert Training.objects.get().test is None
    assert rules["trainings"].erase(later) == 1
