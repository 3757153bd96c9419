"""Planning an evening, leading it, and closing it into an activity."""

from datetime import timedelta

import pytest
import uuid6
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from pimpasa.fieldwork.activities.actions import NewActivity, correct_activity
from pimpasa.fieldwork.activities.models import Activity
from pimpasa.learning.sessions.actions.closing import Ending, close_session, log_session
from pimpasa.learning.sessions.actions.kits import (
    cancel_session,
    change_session,
    count_room,
    move_session,
    plan_session,
)
from pimpasa.learning.sessions.models import SessionKit
from pimpasa.learning.sessions.queries import kit_page
from pimpasa.learning.sessions.tests.make import make_kit, make_plan

ROOM = {("female", "25_44"): 12, ("male", "unknown"): 8}


def ending(**fields) -> Ending:
    return Ending(**{"id": uuid6.uuid7(), "participants": ROOM, "did_it": 5, "topics": ("legal-work",), **fields})


def test_planning_the_same_key_twice_plans_once(sari):
    key = uuid6.uuid7()
    first, second = (plan_session(make_plan(), key=key, by=sari) for _time in range(2))
    assert (first.code, SessionKit.objects.count()) == (second.code, 1)


def test_somebody_elsewhere_neither_plans_nor_leads_nor_sees_it(sari, budi):
    kit = make_kit(sari)
    for deed in (
        lambda: plan_session(make_plan(), key=uuid6.uuid7(), by=budi),
        lambda: move_session(kit, "before", by=budi),
        lambda: cancel_session(kit, by=budi),
        lambda: close_session(kit, ending(), by=budi),
    ):
        with pytest.raises(PermissionDenied):
            deed()
    assert not SessionKit.objects.visible_to(budi).exists()


@pytest.mark.parametrize("lessons", [(), ("biaya", "biaya"), ("tidak-ada",)])
def test_a_plan_needs_lessons_that_exist_each_once(sari, lessons):
    with pytest.raises(ValidationError) as refused:
        make_kit(sari, lessons=lessons)
    assert "lessons" in refused.value.message_dict


def test_a_plan_changes_until_its_test_was_opened(sari):
    kit = make_kit(sari)
    change_session(kit, make_plan(lessons=("tppo-tppm",)), by=sari)
    move_session(kit, "before", by=sari)
    with pytest.raises(ValidationError):
        change_session(kit, make_plan(), by=sari)
    kit.refresh_from_db()
    assert kit.lessons == ["tppo-tppm"]


def test_an_evening_of_tomorrow_is_not_opened_today(sari):
    kit = make_kit(sari, held_on=timezone.localdate() + timedelta(days=1))
    with pytest.raises(ValidationError):
        move_session(kit, "before", by=sari)


def test_a_forgotten_evening_is_open_for_a_week_and_no_longer(sari):
    kit = make_kit(sari, "before")
    assert [kit.open_phase(kit.held_on + timedelta(days=number)) for number in (7, 8)] == ["before", None]


def test_the_later_test_is_open_from_four_to_eight_weeks_after(sari):
    kit = make_kit(sari)
    kit.state = "closed"
    days = (27, 28, 56, 57)
    phases = [kit.open_phase(kit.held_on + timedelta(days=number)) for number in days]
    assert phases == [None, "later", "later", None]


def test_closing_logs_the_activity_once_and_a_correction_keeps_the_link(sari):
    kit, end = make_kit(sari, "after"), ending()
    first, second = (close_session(kit, end, by=sari) for _time in range(2))
    activity = Activity.objects.with_total().get()
    assert (first.activity_id, second.pk) == (activity.pk, first.pk)
    assert (activity.kind, activity.total, activity.topics) == ("education_session", 20, ["legal-work"])
    new = NewActivity(uuid6.uuid7(), "education_session", kit.village, activity.occurred_at, {("male", "unknown"): 9})
    correct_activity(activity, new, by=sari)
    page = kit_page(SessionKit.objects.get(), sari)
    assert (page.activity.total, page.count.did_it, page.kit.state) == (9, 5, "closed")


def test_an_agents_closing_becomes_an_activity_when_the_officer_agrees(sari, agent):
    closing = close_session(make_kit(agent, "after"), ending(), by=agent)
    assert not Activity.objects.exists()
    with pytest.raises(PermissionDenied):
        log_session(closing, by=agent)
    first, second = (log_session(closing, by=sari) for _time in range(2))
    assert (first, Activity.objects.with_total().get().total) == (second, 20)


@pytest.mark.parametrize(("fields", "field"), [({"participants": {}}, "female_unknown"), ({"did_it": 21}, "did_it")])
def test_an_impossible_ending_is_refused(sari, fields, field):
    with pytest.raises(ValidationError) as refused:
        close_session(make_kit(sari, "after"), ending(**fields), by=sari)
    assert field in refused.value.message_dict


def test_what_is_closed_is_neither_cancelled_nor_closed_differently(sari):
    kit = make_kit(sari, "after")
    close_session(kit, ending(), by=sari)
    for deed in (
        lambda: cancel_session(kit, by=sari),
        lambda: close_session(kit, ending(), by=sari),
        lambda: move_session(kit, "after", by=sari),
    ):
        with pytest.raises(ValidationError):
            deed()


def test_more_cannot_have_done_it_than_were_there(sari):
    with pytest.raises(ValidationError):
        count_room(make_kit(sari), 10, 11, key=uuid6.uuid7(), by=sari)
