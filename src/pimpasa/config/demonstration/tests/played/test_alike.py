"""What the loader writes at once is what the actions would have written, rows and audit entries alike."""

from datetime import timedelta

import pytest
import uuid6
from django.utils import timezone

from pimpasa.accounts.actions import grant
from pimpasa.accounts.models import Posting
from pimpasa.fieldwork.activities import actions as activities
from pimpasa.fieldwork.findings import actions as findings
from pimpasa.fieldwork.findings.states import CLOSED, HANDLED, VERIFIED
from pimpasa.fieldwork.models import (
    Activity,
    Assignment,
    AssistedVillage,
    Decree,
    Finding,
    FollowUp,
    FollowUpDone,
    Inauguration,
    Officer,
    StateChange,
)
from pimpasa.fieldwork.register.actions import assignments, decrees, officers, villages
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.roles import Role
from pimpasa.regions.models import Region

pytestmark = pytest.mark.usefixtures("played")
# When, and under which key; everything else must be the same.
OWN = {"id", "recorded_at", "xid", "sent_at", "state_since", "due_at", "joined_at", "done_at"}


def row(one, *but):
    names = [field.attname for field in one._meta.concrete_fields]
    return {name: getattr(one, name) for name in names if name not in OWN.union(but)}


def deeds(one, *but):
    """The audit of an object: what was done, by whom, with which details."""
    entries = AuditEntry.objects.filter(object_id=one.pk).order_by("recorded_at", "id")
    return [
        (entry.verb, entry.actor_id, entry.object_kind, {k: v for k, v in entry.details.items() if k not in but})
        for entry in entries
    ]


def free_village(of):
    """A neighbour that is no assisted village."""
    taken = AssistedVillage.objects.values("village")
    return Region.objects.filter(parent=of.village.parent).exclude(pk__in=taken).first()


def test_a_decree(player):
    head = player("kepala")
    loaded = Decree.objects.get(office=head.postings.get().office)
    text = decrees.DecreeText("PERAGAAN/900", loaded.dated_on, loaded.subject, loaded.ends_on)
    made = decrees.record_decree(loaded.office, text, by=head)
    assert row(made, "number") == row(loaded, "number")
    assert deeds(made) == deeds(loaded)


def test_a_village_from_proposed_to_active(player):
    head = player("kepala")
    loaded = AssistedVillage.objects.filter(office=head.postings.get().office).first()
    days = [change.happened_on for change in loaded.state_changes.all()]
    criteria = dict(loaded.criteria.values_list("kind", "evidence"))
    description = villages.Description(criteria, loaded.signal)
    made = villages.propose_village(free_village(loaded), loaded.office, description, by=head, happened_on=days[0])
    made = villages.agree_village(made, version=1, happened_on=days[1], by=head)
    made = villages.activate_village(made, version=2, decree=loaded.decree, launched_on=days[2], by=head)
    assert row(made, "village_id") == row(loaded, "village_id")
    assert dict(made.criteria.values_list("kind", "evidence")) == criteria
    steps = [[row(one, "assisted_village_id") for one in village.state_changes.all()] for village in (made, loaded)]
    assert steps[0] == steps[1]
    assert deeds(made, "village") == deeds(loaded, "village")


@pytest.mark.parametrize("state", ["independent", "ended"])
def test_the_last_step_of_a_village(player, state):
    step = StateChange.objects.filter(to_state=state).select_related("assisted_village", "by").first()
    loaded, day = step.assisted_village, step.happened_on
    twin = villages.propose_village(free_village(loaded), loaded.office, None, by=step.by, happened_on=day)
    twin = villages.agree_village(twin, version=1, happened_on=day, by=step.by)
    twin = villages.activate_village(twin, version=2, decree=loaded.decree, launched_on=day, by=step.by)
    move = villages.declare_independent if state == "independent" else villages.end_village
    made = move(twin, version=3, happened_on=day, reason=step.reason, by=step.by)
    assert row(made.state_changes.last(), "assisted_village_id") == row(step, "assisted_village_id")
    assert made.version == loaded.version
    assert deeds(made, "village")[-1] == deeds(loaded, "village")[-1]


def test_an_officer_and_the_account(player):
    head = player("kepala")
    loaded = Officer.objects.select_related("user").get(user=player("pimpasa"))
    plate = officers.NamePlate(loaded.printed_name, loaded.rank)
    made = officers.record_officer("baru@peragaan.invalid", plate, loaded.office, by=head)
    assert row(made, "user_id", "short_code") == row(loaded, "user_id", "short_code")
    assert row(made.user, "username", "password", "last_login") == row(
        loaded.user, "username", "password", "last_login"
    )
    assert deeds(made) == deeds(loaded)
    # The second factor comes when the person signs in first.
    assert deeds(made.user) == deeds(loaded.user)[:1]


def test_an_inauguration(player):
    head = player("kepala")
    loaded = Inauguration.objects.get(office=head.postings.get().office)
    held_on = loaded.held_on + timedelta(days=1)
    made = officers.record_inauguration(loaded.decree, held_on, loaded.place, loaded.office, by=head)
    officers.inaugurate(made, list(loaded.officers.all()), by=head)
    assert row(made, "held_on") == row(loaded, "held_on")
    assert deeds(made, "held_on") == deeds(loaded, "held_on")


def test_an_assignment_with_its_posting(player):
    loaded = Assignment.objects.filter(officer__user=player("pimpasa")).select_related("posting").first()
    village = loaded.assisted_village
    other = Officer.objects.filter(office=village.office).exclude(assignments__assisted_village=village).first()
    period = {"starts_on": loaded.starts_on, "ends_on": loaded.ends_on, "decree": loaded.decree}
    made = assignments.assign(other, village, by=player("kepala"), **period)
    assert row(made, "officer_id", "posting_id") == row(loaded, "officer_id", "posting_id")
    assert row(made.posting, "user_id") == row(loaded.posting, "user_id")
    assert deeds(made, "officer") == deeds(loaded, "officer")
    assert deeds(made.posting, "user") == deeds(loaded.posting, "user")


def test_an_assignment_that_ended():
    loaded = Assignment.objects.filter(ends_on__lt=timezone.localdate()).select_related("posting").first()
    by = AuditEntry.objects.get(verb="end-assignment", object_id=loaded.pk).actor
    village = loaded.assisted_village
    other = (
        Officer.objects.serving().filter(assignments=None).first()
        or Officer.objects.serving().exclude(assignments__assisted_village=village).first()
    )
    AssistedVillage.objects.filter(pk=village.pk).update(state="active")
    made = assignments.assign(other, village, by=by, starts_on=loaded.starts_on, decree=loaded.decree)
    made = assignments.end_assignment(made, version=1, by=by, last_day=timezone.localdate())
    assert made.version == loaded.version
    assert [verb for verb, *_more in deeds(made)] == [verb for verb, *_more in deeds(loaded)]
    ended = [deeds(one.posting, "user", "last_day")[-1] for one in (made, loaded)]
    assert ended[0] == ended[1]


def test_a_posting_of_an_office(player):
    giver, loaded = player("pengelola"), Posting.objects.get(user=player("kepala"))
    made = grant(player("auditor"), Role.OFFICE_HEAD, office=loaded.office, starts_on=loaded.starts_on, by=giver)
    assert row(made, "user_id") == row(loaded, "user_id")
    assert deeds(made, "user") == deeds(loaded, "user")


def told(activity):
    words, counts = activity.words, activity.participants.values_list("sex", "age_band", "number")
    return words.place, words.summary, sorted(counts), [user.pk for user in activity.officers.all()]


def again(loaded, **changes):
    """What an officer would have typed to get this entry."""
    copied = {name: getattr(loaded, name) for name in ("kind", "village", "occurred_at")}
    copied |= {name: tuple(getattr(loaded, name)) for name in ("topics", "materials", "tags")}
    counts = {(one.sex, one.age_band): one.number for one in loaded.participants.all()}
    words = {"place": loaded.words.place, "summary": loaded.words.summary}
    return activities.NewActivity(id=uuid6.uuid7(), participants=counts, **copied, **words, **changes)


@pytest.fixture
def visit(player):
    officer = player("pimpasa")
    mine = Activity.objects.filter(recorded_by=officer, village__in=officer.postings.in_force().values("area"))
    return mine.filter(first=None).exclude(participants=None).first()


def test_an_activity(visit):
    made = activities.log_activity(again(visit), by=visit.recorded_by)
    assert row(made) == row(visit)
    assert told(made) == told(visit)
    assert deeds(made) == deeds(visit)


def test_a_correction():
    loaded = Activity.objects.exclude(replaces=None).filter(recorded_by__officer__withdrawn_on=None).first()
    by = loaded.recorded_by
    twin = activities.log_activity(again(loaded), by=by)
    made = activities.correct_activity(twin, again(loaded), by=by)
    assert row(made, "replaces_id", "first_id") == row(loaded, "replaces_id", "first_id")
    assert (made.replaces_id, made.first_id) == (twin.pk, twin.pk)
    assert loaded.replaces_id == loaded.first_id
    assert deeds(made, "replaces") == deeds(loaded, "replaces")


def test_a_follow_up_that_was_kept(player):
    loaded = FollowUp.objects.exclude(done=None).filter(recorded_by=player("pimpasa")).first()
    by, activity = loaded.recorded_by, loaded.activity
    made = activities.add_follow_up(activity, loaded.what, loaded.due_on, key=uuid6.uuid7(), by=by)
    activities.finish_follow_up(made, activity, by=by)
    assert row(made) == row(loaded)
    assert row(FollowUpDone.objects.get(pk=made.pk), "follow_up_id") == row(loaded.done, "follow_up_id")
    assert deeds(made)[-1] == deeds(loaded)[-1]


def test_a_finding_from_sent_to_closed():
    loaded = Finding.objects.filter(state=CLOSED, version=4).exclude(category="trafficking").first()
    steps = list(loaded.steps.all())
    sender, handler = loaded.recorded_by, steps[-1].recorded_by
    copied = {name: getattr(loaded, name) for name in ("category", "village", "occurred_at", "place", "what", "people")}
    made = findings.send_finding(findings.NewFinding(id=uuid6.uuid7(), **copied), by=sender)
    verified, handled, closed = steps[1:]
    assert [step.to_state for step in steps[1:]] == [VERIFIED, HANDLED, CLOSED]
    made = findings.verify_finding(made, checks=tuple(verified.checks), note=verified.note, version=1, by=handler)
    work = {"section": handled.section, "intervention": handled.intervention, "note": handled.note}
    made = findings.handle_finding(made, **work, version=2, by=handler)
    made = findings.close_finding(made, note=closed.note, version=3, by=handler)
    assert row(made) == row(loaded)
    assert [row(one, "finding_id") for one in made.steps.all()] == [row(one, "finding_id") for one in steps]
    assert deeds(made) == deeds(loaded)


@pytest.mark.parametrize("category", ["trafficking", "foreigners"])
def test_the_clock_of_a_finding(category):
    loaded = Finding.objects.filter(category=category, state="submitted", version=1).first()
    copied = {name: getattr(loaded, name) for name in ("category", "village", "occurred_at", "place", "what", "people")}
    made = findings.send_finding(findings.NewFinding(id=uuid6.uuid7(), **copied), by=loaded.recorded_by)
    assert made.due_at - made.sent_at == loaded.due_at - loaded.sent_at
    assert row(made) == row(loaded)
