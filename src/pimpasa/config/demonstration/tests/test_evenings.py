"""The evenings of the demonstration: as the actions leave them, never of today, and worth looking at.

On a stage of three villages: the evenings need no more, and the whole network takes long to load.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
import uuid6
from django.db import transaction
from django.utils import timezone

from pimpasa.accounts.tests.make import VILLAGE_A, VILLAGE_B, VILLAGE_C, make_person, make_second_factor
from pimpasa.config.demonstration.dice import Dice
from pimpasa.config.demonstration.evenings import HELD, hold_evenings
from pimpasa.config.demonstration.ledger import Ledger
from pimpasa.config.demonstration.loading import ignore_progress
from pimpasa.config.demonstration.places import Places
from pimpasa.config.demonstration.stage import HELPED, MAIN, Stage
from pimpasa.fieldwork.register.tests.make import make_assignment, make_assisted_village, make_officer
from pimpasa.foundation import installation
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.installation.actions import mark_demonstration
from pimpasa.foundation.roles import Role
from pimpasa.foundation.scope import Scope
from pimpasa.learning.figures.pool import pool_of
from pimpasa.learning.sessions.actions.closing import Ending, close_session, counted, log_session
from pimpasa.learning.sessions.actions.kits import Plan, count_room, move_session, plan_session
from pimpasa.learning.sessions.actions.responses import Sent, take_response
from pimpasa.learning.sessions.actions.tallies import Counted, enter_tally
from pimpasa.learning.sessions.models import PaperTally, Response, ResponseToken, SessionClosing, SessionKit
from pimpasa.learning.sessions.states import Phase, State, Way

PLACES = {VILLAGE_A: MAIN, VILLAGE_B: MAIN, VILLAGE_C: HELPED}
# Of which evening, when and under which key; everything else must be the same.
OWN = {"id", "kit_id", "pair", "code", "recorded_at", "occurred_at", "held_on", "xid", "tally_id", "activity_id"}


@pytest.fixture(scope="module")
def _held(django_db_setup, django_db_blocker):
    """The stage, and the keys of its evenings, oldest first and the planned one last; written once for the file."""
    with django_db_blocker.unblock(), transaction.atomic():
        installation.forget()
        mark_demonstration()
        made = _stage()
        kits = hold_evenings(made)
        made.ledger.write(ignore_progress)
        yield made, [kit.pk for kit in kits]
        transaction.set_rollback(True)
    installation.forget()


def _stage():
    made = Stage(timezone.localdate(), Dice(7), Ledger(Dice(8)), Places(()))
    for number, (code, office) in enumerate(PLACES.items()):
        village = make_assisted_village(code, office=office)
        officer = make_officer(f"pimpasa{number}@peragaan.invalid", office)
        make_second_factor(officer.user)
        made.assignments.append(make_assignment(officer, village))
        made.officers.setdefault(office, []).append(officer)
        made.agents[code] = make_person(f"{'' if number else 'agen'}@{number}", Role.VILLAGE_AGENT, code)
    return made


@pytest.fixture
def stage(_held, db):
    installation.forget()
    return _held[0]


@pytest.fixture
def held(_held, stage):
    """The evenings in the tables, oldest first, without the planned one."""
    return [SessionKit.objects.get(pk=key) for key in _held[1][:-1]]


def row(one):
    return {
        field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields if field.attname not in OWN
    }


def rows(found):
    return sorted((row(one) for one in found), key=str)


def deeds(kit):
    """What the evening, its paper and its activity left in the audit."""
    closing = kit.closing
    keys = [kit.pk, closing.activity_id, *kit.tallies.values_list("pk", flat=True)]
    entries = AuditEntry.objects.filter(object_id__in=[str(key) for key in keys])
    own = {"held_on", "kit"}
    return Counter(
        (one.verb, one.actor_id, one.object_kind, tuple((k, v) for k, v in sorted(one.details.items()) if k not in own))
        for one in entries
    )


@dataclass
class Again:
    """The same evening, held today by the actions."""

    loaded: SessionKit

    def hold(self) -> SessionKit:
        loaded, by = self.loaded, self.loaded.made_by
        plan = Plan(loaded.village, timezone.localdate(), loaded.begins_at, tuple(loaded.lessons))
        kit = plan_session(plan, key=uuid6.uuid7(), by=by)
        count_room(kit, loaded.counts.first().people, None, key=uuid6.uuid7(), by=by)
        for state, phase in ((State.BEFORE, Phase.BEFORE), (State.TEACHING, None), (State.AFTER, Phase.AFTER)):
            kit = move_session(kit, state, by=by)
            for answered in loaded.responses.filter(phase=phase) if phase else ():
                take_response(kit, self.sent(answered))
        for tally in loaded.tallies.all():
            enter_tally(kit, self.sheet(tally), key=uuid6.uuid7(), by=by)
        close_session(kit, self.ending(), by=by)
        return SessionKit.objects.get(pk=kit.pk)

    def sent(self, answered: Response) -> Sent:
        token = ResponseToken.objects.filter(response=answered).first()
        given = {item: option for item, option in answered.answers.items() if option}
        more = {"intention": answered.intention, "way": answered.way}
        return Sent(uuid6.uuid7(), answered.phase, given, token.token if token else None, **more)

    def sheet(self, tally: PaperTally) -> Counted:
        said = (tally.said_yes, tally.said_no, tally.said_unknown, tally.said_nothing)
        people = self.loaded.counts.first().people
        return Counted(tally.sheet_mark, tally.sheets, tuple(tally.piles), people, tally.item_rights, said)

    def ending(self) -> Ending:
        closing, words = self.loaded.closing, {}
        if closing.activity:
            words = {"place": closing.activity.words.place, "summary": closing.activity.words.summary}
        ticks = {name: tuple(getattr(closing, name)) for name in ("topics", "materials", "tags")}
        did_it = self.loaded.counts.last().did_it
        return Ending(uuid6.uuid7(), counted(closing), did_it, **ticks, **words)


def everything(kit):
    """All that hangs on an evening, by table."""
    scores = [row(one) for answered in kit.responses.all() for one in answered.scores.all()]
    for score in scores:
        del score["response_id"]
    tokens = sorted(kit.tokens.values_list("phase", "symbol", "number"))
    own = [row(kit), row(kit.closing), deeds(kit), tokens, sorted(scores, key=str), told(kit.closing.activity)]
    return [*own, *(rows(found.all()) for found in (kit.responses, kit.tallies, kit.counts))]


def told(activity):
    if activity is None:
        return None
    counts = sorted(activity.participants.values_list("sex", "age_band", "number"))
    words = activity.words.place, activity.words.summary
    return row(activity), words, list(activity.officers.all()), counts


def pairs(kit):
    """Which tokens of one evening meet: how many tests each pair has."""
    found = kit.tokens.values_list("symbol", "number", "response__pair")
    return sorted(Counter((symbol, number) for symbol, number, _pair in found).items()), len({one[2] for one in found})


@pytest.mark.parametrize("which", [1, 4])
def test_an_evening_is_as_the_actions_leave_it(held, which):
    loaded = held[which]
    made = Again(loaded).hold()
    assert everything(made) == everything(loaded)
    assert pairs(made) == pairs(loaded)


def test_each_room_holds_all_who_answered_and_knows_modestly_more(held):
    for kit, script in zip(held, HELD, strict=True):
        gain = pool_of(SessionKit.objects.filter(pk=kit.pk), Scope()).gain()
        assert 0 < gain.difference < 0.25
        assert script.people * 0.75 <= min(gain.n_before, gain.n_after) <= max(gain.n_before, gain.n_after)
        assert max(gain.n_before, gain.n_after) <= script.people == sum(counted(kit.closing).values())
    every = pool_of(SessionKit.objects.all(), Scope()).gain()
    assert 0 < every.low < every.difference < 0.2


def test_there_is_every_way_to_answer(held):
    assert set(Response.objects.values_list("way", flat=True)) == set(Way.values)
    assert PaperTally.objects.filter(kit=held[1]).count() == 4
    later = Response.objects.filter(phase=Phase.LATER)
    assert set(later.values_list("kit", flat=True)) == {held[2].pk}
    assert held[2].open_phase() == Phase.LATER
    assert later.filter(pair__in=held[2].responses.filter(phase=Phase.BEFORE).values("pair")).count() >= 5


def test_one_waits_for_the_officer_and_one_is_still_to_be_held(held, stage):
    officer = stage.officers[MAIN][0].user
    waiting = SessionClosing.objects.get(activity=None)
    assert waiting.recorded_by == stage.agents[VILLAGE_A]
    assert log_session(waiting, by=officer).recorded_by == officer
    coming = SessionKit.objects.for_running(officer).upcoming().get()
    assert timedelta(0) < coming.held_on - stage.today <= timedelta(7)


def test_all_of_it_is_marked_and_in_villages_of_two_offices(held):
    assert not SessionKit.objects.exclude(is_demonstration=True).exists()
    assert set(SessionKit.objects.values_list("village", flat=True)) == set(PLACES)


@pytest.mark.parametrize("day", [date(2026, 11, 25), date(2026, 11, 29), date(2028, 2, 29)])
def test_nothing_happened_today_and_the_same_dice_make_the_same_evenings(stage, day):
    assert _played(stage, day) == _played(stage, day)


def _played(stage, day):
    again = Stage(day, Dice(3), Ledger(Dice(4)), Places(()))
    again.assignments, again.officers, again.agents = stage.assignments, stage.officers, stage.agents
    hold_evenings(again)
    found = [one for many in again.ledger.rows.values() for one in many]
    moments = [one.recorded_at for one in found if hasattr(one, "recorded_at")]
    assert max(timezone.localdate(at) for at in moments if at) < day
    return [{name: str(value) for name, value in row(one).items()} for one in found]
