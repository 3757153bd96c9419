from datetime import date, timedelta

import pytest
import uuid6
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from pimpasa.accounts.tests.make import VILLAGE_B, make_person
from pimpasa.fieldwork.activities import actions
from pimpasa.fieldwork.activities.models import Activity, FollowUp
from pimpasa.fieldwork.activities.tests.make import make_activity, new_activity
from pimpasa.fieldwork.masking import MASK
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.roles import Role

TOMORROW = timedelta(days=1)


def test_an_officer_logs_a_visit_with_nothing_but_kind_village_and_time(sari):
    activity = make_activity(sari)
    assert (activity.officers.get(), activity.replaces, activity.words.summary) == (sari, None, "")


def test_logging_is_written_in_the_audit(sari):
    activity = make_activity(sari)
    assert AuditEntry.objects.get(verb="log-activity", object_id=str(activity.pk)).actor == sari


def test_the_same_key_logs_once(sari):
    new = new_activity(participants={("female", "unknown"): 12})
    assert actions.log_activity(new, by=sari) == actions.log_activity(new, by=sari)
    assert Activity.objects.count() == 1


def test_another_activity_under_a_used_key_is_not_lost_silently(sari):
    new = new_activity()
    actions.log_activity(new, by=sari)
    with pytest.raises(ValidationError):
        actions.log_activity(new_activity(id=new.id, kind="education_session"), by=sari)


def test_the_key_of_somebody_else_is_refused(sari, wati):
    activity = make_activity(wati)
    with pytest.raises(PermissionDenied):
        actions.log_activity(new_activity(id=activity.pk), by=sari)


def test_nobody_logs_in_a_village_beyond_their_posting(sari):
    with pytest.raises(PermissionDenied):
        make_activity(sari, VILLAGE_B)


@pytest.mark.parametrize("person", ["budi", "former", "agent"])
def test_neighbours_former_officers_and_agents_log_nothing_here(person, request):
    with pytest.raises(PermissionDenied):
        make_activity(request.getfixturevalue(person))


@pytest.mark.parametrize("role", [Role.REGIONAL_OFFICE, Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR])
def test_those_who_only_watch_log_nothing(role, db):
    with pytest.raises(PermissionDenied):
        make_activity(make_person("lihat", role))


def test_a_plan_is_no_activity(sari):
    with pytest.raises(ValidationError) as refused:
        make_activity(sari, occurred_at=timezone.now() + TOMORROW)
    assert "occurred_at" in refused.value.message_dict


def test_an_unknown_kind_is_refused(sari):
    with pytest.raises(ValidationError):
        make_activity(sari, kind="pesta")


def test_numbers_of_villagers_are_masked(sari):
    words = make_activity(sari, summary="Ibu itu, 3301 0101 0101 0001, telepon 0812-3456-7890.").words.summary
    assert words == f"Ibu itu, {MASK}, telepon {MASK}."


def test_participants_are_counted_by_sex_and_age(sari):
    counts = {("female", "18_24"): 7, ("male", "unknown"): 5, ("male", "60_up"): 0}
    activity = make_activity(sari, participants=counts)
    kept = {(count.sex, count.age_band): count.number for count in activity.participants.all()}
    assert kept == {("female", "18_24"): 7, ("male", "unknown"): 5}


@pytest.mark.parametrize("number", [-1, 5001])
def test_an_impossible_number_of_participants_is_refused(number, sari):
    with pytest.raises(ValidationError):
        make_activity(sari, participants={("female", "unknown"): number})


def test_a_follow_up_needs_its_day(sari):
    with pytest.raises(ValidationError) as refused:
        make_activity(sari, follow_up="Kirim selebaran")
    assert "due_on" in refused.value.message_dict
    assert Activity.objects.count() == 0


def test_a_follow_up_is_open_until_it_is_finished_once(sari):
    activity = make_activity(sari, follow_up="Kirim selebaran", due_on=date(2026, 1, 5))
    follow_up = FollowUp.objects.overdue(date(2026, 1, 6)).get()
    for _again in range(2):
        actions.finish_follow_up(follow_up, activity, by=sari)
    assert not FollowUp.objects.open().exists()
    assert AuditEntry.objects.filter(verb="finish-follow-up").count() == 1


def test_each_change_carries_the_number_of_its_transaction(sari):
    activity = make_activity(sari)
    activity.refresh_from_db()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        assert activity.xid == cursor.fetchone()[0]


def test_the_database_itself_refuses_to_change_an_entry(sari):
    activity = make_activity(sari)
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=activity.pk).update(kind="other")
    with pytest.raises(IntegrityError), transaction.atomic():
        activity.officers.through.objects.all().delete()


def test_a_correction_is_a_new_entry_and_keeps_the_old(sari):
    earlier = make_activity(sari, participants={("female", "unknown"): 3})
    later = actions.correct_activity(earlier, new_activity(participants={("female", "unknown"): 30}), by=sari)
    assert list(Activity.objects.current()) == [later]
    assert (later.replaces, later.matter_id) == (earlier, earlier.pk)
    assert earlier.participants.get().number == 3


def test_a_correction_of_a_correction_belongs_to_the_first_entry(sari):
    first = make_activity(sari)
    second = actions.correct_activity(first, new_activity(), by=sari)
    third = actions.correct_activity(second, new_activity(), by=sari)
    assert third.matter_id == first.pk


def test_the_second_of_two_who_correct_at_once_is_told(sari, wati):
    earlier = make_activity(sari)
    actions.correct_activity(earlier, new_activity(), by=wati)
    with pytest.raises(ValidationError):
        actions.correct_activity(earlier, new_activity(), by=sari)


def test_a_correction_sent_twice_is_one(sari):
    earlier, new = make_activity(sari), new_activity()
    assert actions.correct_activity(earlier, new, by=sari) == actions.correct_activity(earlier, new, by=sari)


def test_a_correction_cannot_move_the_activity_out_of_reach(sari):
    with pytest.raises(PermissionDenied):
        actions.correct_activity(make_activity(sari), new_activity(VILLAGE_B), by=sari)


def test_nobody_corrects_what_happened_elsewhere(sari, budi):
    with pytest.raises(PermissionDenied):
        actions.correct_activity(make_activity(sari), new_activity(VILLAGE_B), by=budi)


def test_a_follow_up_added_twice_is_one(sari):
    activity, key = make_activity(sari), uuid6.uuid7()
    for _again in range(2):
        actions.add_follow_up(activity, "Antar poster", date(2026, 1, 5), key=key, by=sari)
    assert FollowUp.objects.count() == 1
