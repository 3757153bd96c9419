import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from pimpasa.accounts.tests.make import (
    VILLAGE_A,
    VILLAGE_B,
    make_agent,
    make_budi,
    make_office,
    make_person,
    make_region,
    make_sari,
    make_wati,
)
from pimpasa.foundation.roles import Role
from pimpasa.guidance import told
from pimpasa.guidance.dialogue import saying
from pimpasa.guidance.dialogue.talk import Talk
from pimpasa.guidance.local import actions
from pimpasa.guidance.local import models as local_models
from pimpasa.guidance.local.finding import local_answers_for
from pimpasa.guidance.local.models import LocalAnswer, LocalAnswerEdition
from pimpasa.guidance.local.tests.make import ANSWER, QUESTION, make_proposed, make_published, new_draft

pytestmark = pytest.mark.django_db
ASKED = "loket di kecamatan buka hari apa ya?"
EVIL = "<script>alert(1)</script>"


@pytest.fixture
def sari(db):
    return make_sari()


@pytest.fixture
def wati(db):
    return make_wati()


@pytest.fixture
def published(sari, wati):
    return make_published(sari, wati)


def fee():
    known = told.known_facts().values()
    return next(fact for fact in known if fact.amount == 650000 and fact.period.covers(localdate()))


def answers(text=ASKED, village=VILLAGE_A):
    return local_answers_for(text, "", village)


def test_proposed_it_answers_nobody(sari):
    make_proposed(sari)
    assert answers() == []


def test_published_it_answers_the_next_one_who_asks_there(published):
    assert answers() == [published]


def test_it_answers_nobody_elsewhere_and_nobody_without_a_place(published):
    assert answers(village=VILLAGE_B) == answers(village="") == []


def test_it_does_not_answer_another_question(published):
    assert answers("paspor hilang bayar berapa") == answers("paspor") == []


def test_for_an_office_it_reaches_the_villages_it_is_confirmed_to_serve(sari, wati):
    make_budi()
    one = make_published(sari, wati, office=make_office("kanim-x", "33.01"))
    assert answers() == [one]
    assert answers(village=VILLAGE_B) == []


def test_for_a_regency_it_reaches_its_villages(sari, wati):
    assert [make_published(sari, wati, place=make_region("33.01"))] == answers()


def test_nobody_publishes_what_they_wrote(wati):
    with pytest.raises(PermissionDenied):
        make_published(wati, wati)


def test_an_office_elsewhere_cannot_publish(sari):
    make_budi()
    other = make_person("yani", Role.OFFICE_HEAD, "kanim-y")
    with pytest.raises(PermissionDenied):
        make_published(sari, other)


def test_an_officer_cannot_publish(sari):
    colleague = make_person("dewi", Role.OFFICER, VILLAGE_A)
    with pytest.raises(PermissionDenied):
        make_published(sari, colleague)


def test_nobody_proposes_for_elsewhere_and_agents_not_at_all(sari):
    with pytest.raises(PermissionDenied):
        make_proposed(sari, place=make_region(VILLAGE_B))
    with pytest.raises(PermissionDenied):
        make_proposed(make_agent())


def test_a_changed_answer_waits_for_another_look(published, sari, wati):
    changed = actions.change(published, new_draft(answer="Sekarang hari Rabu."), by=wati)
    assert changed.state == LocalAnswer.State.PROPOSED
    assert answers() == []
    with pytest.raises(PermissionDenied):
        actions.publish(changed, by=wati)


def test_withdrawn_it_is_silent_and_its_history_stays(published, wati):
    actions.withdraw(published, note="Loket pindah", by=wati)
    assert answers() == []
    deeds = list(published.editions.values_list("deed", "note"))
    assert deeds == [("proposed", ""), ("published", ""), ("withdrawn", "Loket pindah")]


def test_the_history_cannot_be_changed(published):
    with pytest.raises(DatabaseError), transaction.atomic():
        LocalAnswerEdition.objects.update(note="lain")


def test_past_its_last_day_it_is_silent(published):
    LocalAnswer.objects.update(valid_until=localdate() - timedelta(days=1))
    assert answers() == []


def test_once_a_fact_it_leans_on_changes_it_is_silent(sari, wati, monkeypatch):
    one = make_published(sari, wati, facts=(fee().id,))
    assert answers() == [one]
    monkeypatch.setattr(local_models, "seal_of", lambda _fact: "baru")
    assert answers() == []
    assert one.changed_facts == [fee().id]


def test_a_price_stands_only_with_its_fact(sari):
    with pytest.raises(ValidationError) as refused:
        make_proposed(sari, answer="Bayar Rp100.000 di loket.")
    assert "answer" in refused.value.message_dict
    assert make_proposed(sari, answer="Biayanya Rp650.000.", facts=(fee().id,)).facts == [fee().id]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("question", " "),
        ("answer", "Hubungi 081234567890"),
        ("source", ""),
        ("facts", ("bukan-fakta",)),
        ("topic", "bukan-topik"),
        ("valid_until", localdate() + timedelta(days=800)),
        ("review_by", localdate() + timedelta(days=300)),
        ("source_date", localdate() + timedelta(days=3)),
    ],
)
def test_what_cannot_stand_is_refused_beside_its_field(sari, field, value):
    with pytest.raises(ValidationError) as refused:
        make_proposed(sari, **{field: value})
    assert field in refused.value.message_dict


def test_who_comes_late_is_told(sari, wati):
    one = make_proposed(sari)
    actions.change(one, new_draft(answer="Hari Rabu."), version=1, by=sari)
    with pytest.raises(actions.AnsweredMeanwhileError):
        actions.publish(one, version=1, by=wati)


def test_proposing_twice_with_one_key_proposes_once(sari):
    first = make_proposed(sari)
    assert actions.propose(new_draft(), key=first.pk, by=sari) == first
    with pytest.raises(PermissionDenied):
        actions.propose(new_draft(), key=first.pk, by=make_person("dewi", Role.OFFICER, VILLAGE_A))


def test_finding_costs_the_same_whatever_their_number(sari, wati, django_assert_num_queries):
    for number in range(4):
        make_published(sari, wati, question=f"{QUESTION} {number}")
    with django_assert_num_queries(1):
        assert len(answers()) == 2


# -- what the villager sees


def test_the_ask_page_shows_it_marked_for_that_village_only(client, published):
    page = client.post(reverse("ask"), {"q": ASKED, "desa": VILLAGE_A}).content.decode()
    assert ANSWER in page
    assert "berlaku sampai" in page
    assert ANSWER not in client.post(reverse("ask"), {"q": ASKED, "desa": VILLAGE_B}).content.decode()
    assert ANSWER not in client.post(reverse("ask"), {"q": ASKED}).content.decode()


def test_the_form_of_the_ask_page_carries_the_village_on(client, sari):
    page = client.get(reverse("ask"), {"desa": VILLAGE_A}).content.decode()
    assert f'name="desa" value="{VILLAGE_A}"' in page


@pytest.mark.parametrize("code", ["x", "33.01.01.2001'", "\x00", EVIL])
def test_a_village_that_is_none_changes_nothing(client, published, code):
    page = client.post(reverse("ask"), {"q": ASKED, "desa": code})
    assert page.status_code == 200
    assert EVIL not in page.content.decode()


def test_in_chat_it_stands_below_the_facts(published):
    from pimpasa.guidance.ask.understand import understand

    said = saying.topic(Talk(village=VILLAGE_A), understand(ASKED), localdate()).text
    assert ANSWER in said
    assert said.index("Jawaban") > 0
    assert "yang berlaku fakta itu" in said
    assert ANSWER not in saying.topic(Talk(), understand(ASKED), localdate()).text


# -- the staff's pages


def sent(**changes):
    until = str(localdate() + timedelta(days=30))
    given = {"question": QUESTION, "answer": ANSWER, "source": "Pengumuman", "source_date": "2026-01-05"}
    dates = {"valid_until": until, "review_by": until, "reach": f"place:{VILLAGE_A}"}
    return {**given, **dates, "id": "01900000-0000-7000-8000-0000000000aa", **changes}


def test_proposed_on_the_page_and_published_by_another(client, sari, wati):
    client.force_login(sari)
    assert client.post(reverse("local-answer-add"), sent()).status_code == 302
    one = LocalAnswer.objects.get()
    client.force_login(wati)
    assert QUESTION in client.get(reverse("local-answers")).content.decode()
    client.post(reverse("local-answer-decide", args=[one.pk]), {"apa": "terbit", "version": "1"})
    assert answers() == [one]


def test_what_is_refused_comes_back_with_what_was_typed(client, sari):
    client.force_login(sari)
    page = client.post(reverse("local-answer-add"), sent(answer="Bayar Rp123.456"))
    assert page.status_code == 400
    assert "Rp123.456" in page.content.decode()
    assert not LocalAnswer.objects.exists()


def test_a_reach_that_is_not_ones_own_is_no_choice(client, sari):
    make_region(VILLAGE_B)
    client.force_login(sari)
    assert client.post(reverse("local-answer-add"), sent(reach=f"place:{VILLAGE_B}")).status_code == 400
    assert not LocalAnswer.objects.exists()


def test_two_change_it_at_once_the_later_is_told_and_keeps_the_words(client, sari, wati):
    one = make_proposed(sari)
    actions.change(one, new_draft(answer="Versi Wati."), by=wati)
    client.force_login(sari)
    page = client.post(reverse("local-answer-edit", args=[one.pk]), sent(answer="Versi Sari.", version="1"))
    assert "Versi Wati." in page.content.decode()
    assert "Versi Sari." in page.content.decode()
    one.refresh_from_db()
    assert one.answer == "Versi Wati."


def test_the_neighbours_people_find_nothing(client, sari):
    one = make_proposed(sari)
    client.force_login(make_budi())
    assert client.get(reverse("local-answer", args=[one.pk])).status_code == 404
    assert QUESTION not in client.get(reverse("local-answers")).content.decode()


def test_a_rejection_needs_its_reason_and_withdrawing_too(client, sari, wati):
    one = make_proposed(sari)
    client.force_login(wati)
    for deed in ("kembali", "tarik"):
        page = client.post(reverse("local-answer-decide", args=[one.pk]), {"apa": deed, "note": " "})
        assert page.status_code == 400
    client.post(reverse("local-answer-decide", args=[one.pk]), {"apa": "kembali", "note": "Sebut jamnya"})
    one.refresh_from_db()
    assert one.state == LocalAnswer.State.REJECTED


@pytest.mark.parametrize("tab", ["periksa", "terbit", "lagi", "kembali", "ditarik", "x", EVIL])
def test_every_tab_opens_and_hostile_words_stay_words(client, sari, tab):
    make_proposed(sari, question=EVIL, answer=EVIL)
    client.force_login(sari)
    page = client.get(reverse("local-answers"), {"tab": tab, "q": "{{ 7 }} \x00' %"})
    assert page.status_code == 200
    assert EVIL not in client.get(reverse("local-answers")).content.decode()


def test_the_command_answers_with_it_for_a_village(published, monkeypatch):
    from contextlib import nullcontext

    from click.testing import CliRunner

    from pimpasa.accounts import commands
    from pimpasa.guidance.ask.commands import ask

    monkeypatch.setattr(commands, "ready", lambda _as_json: nullcontext())
    told_ = CliRunner().invoke(ask, [ASKED, "--village", VILLAGE_A, "--json"])
    assert json.loads(told_.output)["local_answers"][0]["answer"] == ANSWER
    assert ANSWER in CliRunner().invoke(ask, [ASKED, "--village", VILLAGE_A]).output
    assert CliRunner().invoke(ask, [ASKED, "--village", "99"]).exit_code == 2
