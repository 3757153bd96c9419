"""The questions of the demonstration: consistent, readable by those who should, and as the actions leave them."""

from collections import defaultdict
from datetime import timedelta

import pytest
import uuid6
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime

from pimpasa.accounts.models import Posting
from pimpasa.config.demonstration.bridge import SHOWN, shown_receipt
from pimpasa.config.demonstration.removing import remove
from pimpasa.config.demonstration.tests.played.test_alike import deeds
from pimpasa.consultations.actions import answering, asking
from pimpasa.consultations.actions.private import open_private_part
from pimpasa.consultations.actions.stepping import Said
from pimpasa.consultations.desk.worklist import Worklist
from pimpasa.consultations.levels import LEVEL_OF, ROLES_OF
from pimpasa.consultations.models import (
    AbuseReport,
    Consultation,
    Entry,
    PrivatePart,
    QuotedFact,
    SavedReply,
    WordMark,
)
from pimpasa.consultations.quoting import outdated_quotes
from pimpasa.consultations.readers import route
from pimpasa.consultations.receipts.making import new_secret
from pimpasa.consultations.receipts.opening import opened_by
from pimpasa.consultations.replies.actions import ReplyText, save_reply
from pimpasa.consultations.searching.marking import search
from pimpasa.consultations.signs import signs_in
from pimpasa.consultations.states import ANSWERED, ASKED_BACK, CLOSED, MERGED, READING
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.guidance.local import actions as local
from pimpasa.guidance.local.actions import AMOUNT
from pimpasa.guidance.local.models import LocalAnswer
from pimpasa.guidance.told import known_facts

pytestmark = pytest.mark.usefixtures("played")
# When, under which key, and by which sealed words; everything else must be the same.
OWN = {
    "id",
    "recorded_at",
    "xid",
    "state_since",
    "waiting_since",
    "due_at",
    "read_at",
    "first_answered_at",
    "closed_at",
}
OWN |= {"occurred_at", "consultation_id"}


def row(one, *but):
    names = [field.attname for field in one._meta.concrete_fields]
    return {name: getattr(one, name) for name in names if name not in OWN.union(but)}


def test_there_are_questions_in_every_state_and_by_every_way():
    rows = Consultation.objects.all()
    assert 85 <= rows.count() <= 95
    assert {*READING, ASKED_BACK, ANSWERED, CLOSED, MERGED} == set(rows.values_list("state", flat=True))
    assert {"web", "whatsapp"} == set(rows.values_list("channel", flat=True))
    assert rows.exclude(recorded_by=None).exists()
    assert rows.filter(urgent=True).exists()
    assert rows.filter(steps__reason="reopened").exists()
    assert rows.overdue(timezone.now()).exists()


def test_every_step_follows_the_one_before_and_the_thread_stands_where_the_last_led():
    for thread in Consultation.objects.prefetch_related("steps"):
        steps = list(thread.steps.all())
        assert [step.number for step in steps] == list(range(2, thread.version + 1))
        assert [step.from_state for step in steps] == ["asked", *(step.to_state for step in steps[:-1])]
        assert [step.recorded_at for step in steps] == sorted(step.recorded_at for step in steps)
        assert thread.state == steps[-1].to_state
        assert thread.level in thread.open_to


def test_every_step_and_every_reading_has_its_audit_entry():
    entries = AuditEntry.objects.filter(object_kind="consultations.consultation")
    told = defaultdict(list)
    for entry in entries.order_by("recorded_at", "id"):
        told[entry.object_id].append(entry)
    for thread in Consultation.objects.prefetch_related("steps", "entries"):
        of_steps = [entry for entry in told[str(thread.pk)] if "to" in entry.details]
        kept = [(step.recorded_by_id, step.to_state, step.number) for step in thread.steps.all()]
        assert [(one.actor_id, one.details["to"], one.details["version"]) for one in of_steps] == kept
        verbs = {entry.verb for entry in told[str(thread.pk)]}
        assert ("read-consultation" in verbs) or not any(entry.recorded_by_id for entry in thread.entries.all())


def test_everyone_who_said_something_had_a_posting_there_on_that_day():
    for entry in Entry.objects.exclude(recorded_by=None).select_related("consultation"):
        place, day = entry.consultation.place_id, localtime(entry.recorded_at).date()
        held = Posting.objects.filter(user=entry.recorded_by_id, role__in=ROLES_OF[entry.level], starts_on__lte=day)
        held = held.exclude(ends_on__lt=day)
        areas, offices = set(held.values_list("area", flat=True)), set(held.values_list("office", flat=True))
        assert {place, place[:2]} & areas or set(entry.consultation.offices) & offices


def test_each_waits_where_the_product_itself_would_send_it():
    for thread in Consultation.objects.waiting().select_related("place"):
        way = route(thread.level, thread.place, office=thread.office_id or "", past_village=thread.past_village)
        assert (way.level, way.skipped) == (LEVEL_OF[thread.state], False)


def test_what_is_answered_has_an_answer_with_facts_that_hold():
    answered = Consultation.objects.filter(state=ANSWERED)
    assert answered.exists()
    assert all(one.entries.filter(kind="answer").exists() and one.first_answered_at for one in answered)
    assert QuotedFact.objects.exists()
    assert outdated_quotes() == []


def test_an_answer_says_its_facts_and_no_amount_of_its_own():
    known = known_facts()
    for entry in Entry.objects.select_related("kept_words").prefetch_related("facts"):
        facts = [known[quote.fact] for quote in entry.facts.all()]
        assert entry.words.startswith("Peragaan: ")
        assert all(fact.text["id"] in entry.words for fact in facts)
        said = [int(found.replace(".", "")) for found in AMOUNT.findall(entry.words)]
        assert set(said) <= {fact.amount for fact in facts} | {0}


def test_no_question_with_signs_of_trouble_came_to_the_village():
    for entry in Entry.objects.filter(kind="question").select_related("kept_words", "consultation"):
        thread, signs = entry.consultation, signs_in(entry.words, entry.consultation.place_id)
        assert thread.past_village or not signs.any
        assert not (thread.past_village and "agent" in thread.open_to)


def test_threads_are_found_by_their_words():
    found = search(Consultation.objects.all(), "akta ijazah")
    assert found.exists()
    assert WordMark.objects.filter(consultation__in=found).exists()


@pytest.mark.parametrize("word", ["agen", "pimpasa", "kepala", "kanwil"])
def test_whoever_a_visitor_tries_has_a_question_to_answer(player, client, word):
    user = player(word)
    mine = Worklist(user, timezone.now()).mine
    assert mine.exists()
    client.post(reverse("demonstration-play", args=[word]))
    page = client.get(reverse("consultations"))
    assert str(mine.first().pk) in page.content.decode()


def test_some_are_late_and_some_have_time(player):
    for word in ("agen", "pimpasa", "kepala"):
        mine = Worklist(player(word), timezone.now()).mine
        assert mine.overdue(timezone.now()).exists()
        assert mine.filter(waiting_since__gte=timezone.now() - timedelta(days=2)).exists()


def test_a_private_note_waits_for_the_officer_and_for_the_head_and_none_for_an_agent(player):
    for word in ("pimpasa", "kepala"):
        assert PrivatePart.objects.visible_to(player(word)).waiting().exists()
    assert not PrivatePart.objects.visible_to(player("agen")).exists()
    assert PrivatePart.objects.filter(entries__is_reply=True).exists()


def test_a_report_waits_for_the_head(player):
    assert AbuseReport.objects.visible_to(player("kepala")).waiting().exists()


def test_saved_replies_and_local_answers(player):
    assert SavedReply.objects.visible_to(player("pimpasa")).in_use().count() == 4
    states = LocalAnswer.objects.visible_to(player("kepala")).values_list("state", flat=True)
    assert sorted(states) == ["proposed", "proposed", "published", "published", "withdrawn"]


def test_a_thread_from_asked_to_thanked_is_as_the_actions_leave_it():
    loaded = Consultation.objects.filter(close_reason="thanked", version=4, first_answered_by_level="officer").first()
    question, answer = loaded.entries.all()
    new = asking.NewQuestion(uuid6.uuid7(), question.words, new_secret(), place=loaded.place, topic=loaded.topic)
    asked = asking.ask(new, by=loaded.recorded_by).consultation
    made = asking.choose_reader(asked, loaded.chosen)
    answering.note_reading(made, by=answer.recorded_by)
    facts = [quote.fact for quote in answer.facts.order_by("pk")]
    answering.answer(made, Said(uuid6.uuid7(), answer.words), facts=facts, by=answer.recorded_by)
    made = asking.close_by_asker(made)
    assert row(made, "channel") == row(loaded, "channel")
    assert [row(one) for one in made.steps.all()] == [row(one) for one in loaded.steps.all()]
    assert [(row(one), one.words) for one in made.entries.all()] == [
        (row(one), one.words) for one in loaded.entries.all()
    ]
    marks = [set(WordMark.objects.filter(consultation=one).values_list("mark", flat=True)) for one in (made, loaded)]
    assert marks[0] == marks[1]
    assert deeds(made, "channel") == deeds(loaded, "channel")


def test_a_private_note_is_as_the_action_leaves_it():
    loaded = PrivatePart.objects.waiting().filter(level="officer").first()
    thread = Consultation.objects.filter(place=loaded.consultation.place, private_part=None).first()
    said = Said(uuid6.uuid7(), loaded.entries.get().words)
    made = open_private_part(thread, loaded.level, said, secret=new_secret()).part
    assert row(made, "fingerprint") == row(loaded, "fingerprint")
    assert made.due_at - made.recorded_at - (loaded.due_at - loaded.recorded_at) < timedelta(seconds=5)
    assert deeds(made) == deeds(loaded)


def test_a_saved_reply_is_as_the_action_leaves_it(player):
    loaded = SavedReply.objects.exclude(office=None).first()
    made = save_reply(ReplyText(loaded.title, loaded.body, loaded.topic), loaded.office, by=player("kepala"))
    assert row(made) == row(loaded)
    assert deeds(made) == deeds(loaded)


def test_a_local_answer_is_as_the_actions_leave_it(player):
    loaded = LocalAnswer.objects.filter(state="published").first()
    names = ("question", "answer", "source", "source_date", "valid_until", "review_by", "topic", "place")
    draft = local.Draft(**{name: getattr(loaded, name) for name in names}, facts=tuple(loaded.facts))
    made = local.propose(draft, by=loaded.proposed_by, is_demonstration=True)
    made = local.publish(made, by=player("kepala"))
    assert row(made, "published_on") == row(loaded, "published_on")
    assert deeds(made) == deeds(loaded)


def test_the_page_shows_one_receipt_that_opens_an_answer(client):
    page = client.get(reverse("demonstration")).content.decode()
    assert shown_receipt() in page
    assert opened_by(shown_receipt()).pk == SHOWN
    opened = client.post(reverse("consultation-open"), {"tanda": shown_receipt()}).content.decode()
    assert Entry.objects.filter(consultation=SHOWN, kind="answer").get().words.splitlines()[0] in opened


def test_the_page_leads_to_the_simulator(client):
    assert f'href="{reverse("simulator")}"' in client.get(reverse("demonstration")).content.decode()
    assert client.get(reverse("simulator")).status_code == 200


def test_once_removed_no_receipt_is_known():
    remove()
    assert shown_receipt() == ""
