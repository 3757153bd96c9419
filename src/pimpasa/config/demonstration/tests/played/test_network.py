from collections import defaultdict
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.timezone import localtime

from pimpasa.accounts.models import Posting, User
from pimpasa.accounts.second_factor import lacks_second_factor
from pimpasa.config.demonstration.dice import SATURDAY
from pimpasa.config.demonstration.loading import load
from pimpasa.config.demonstration.removing import tables_to_empty
from pimpasa.config.demonstration.tests.counting import counts_of
from pimpasa.fieldwork.activities.actions import NewActivity, log_activity
from pimpasa.fieldwork.findings.kinds import Category
from pimpasa.fieldwork.findings.states import FINDING_STATES
from pimpasa.fieldwork.models import Activity, Assignment, AssistedVillage, Decree, Finding, FollowUp, Officer
from pimpasa.fieldwork.register.actions.decrees import DecreeText, record_decree
from pimpasa.fieldwork.register.checking import Verdict, check_code
from pimpasa.fieldwork.register.queries import (
    decrees_running_out,
    national_register,
    officers_over_load,
    villages_without_officer,
)
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.installation.actions import SetUp, set_up
from pimpasa.foundation.installation.queries import Contact
from pimpasa.learning.sessions.models import SessionClosing, SessionKit

pytestmark = pytest.mark.usefixtures("played")


def test_every_invented_person_is_marked_and_has_no_password():
    for user in User.objects.all():
        assert user.display_name.startswith("Peragaan ")
        assert user.username.endswith("@peragaan.invalid")
        assert not user.has_usable_password()
    assert all("Peragaan " in name for name in Officer.objects.values_list("printed_name", flat=True))


def test_each_name_is_borne_once():
    names = list(User.objects.values_list("display_name", flat=True))
    assert len(names) == len(set(names))


def test_decrees_are_numbered_as_a_demonstration():
    assert all(number.startswith("PERAGAAN/") for number in Decree.objects.values_list("number", flat=True))


def test_it_is_a_whole_network():
    assert 30 <= AssistedVillage.objects.values("office").distinct().count() <= 45
    assert AssistedVillage.objects.count() >= 100
    assert {state for (state,) in AssistedVillage.objects.values_list("state")} == set(AssistedVillage.State.values)
    assert 55 <= Officer.objects.count() <= 70
    assert 1300 <= Activity.objects.count() <= 1800
    assert {state for (state,) in Finding.objects.values_list("state")} == {key for key, _l in FINDING_STATES.choices}


def test_every_activity_was_done_by_an_officer_who_served_that_village_on_that_day():
    served = defaultdict(list)
    for one in Assignment.objects.select_related("officer", "assisted_village"):
        served[one.officer.user_id, one.assisted_village.village_id].append(one)
    for activity in Activity.objects.prefetch_related("officers"):
        day = localtime(activity.occurred_at).date()
        for user in (activity.recorded_by_id, *(one.pk for one in activity.officers.all())):
            terms = served[user, activity.village_id]
            assert any(one.starts_on <= day and (one.ends_on is None or day <= one.ends_on) for one in terms)


def test_each_assignment_and_its_posting_are_one():
    for one in Assignment.objects.select_related("posting", "officer", "assisted_village", "decree"):
        posting = one.posting
        assert (posting.user_id, posting.area_id) == (one.officer.user_id, one.assisted_village.village_id)
        assert (posting.starts_on, posting.ends_on, posting.decree) == (one.starts_on, one.ends_on, one.decree.number)


def test_nobody_has_two_postings_alike_at_once():
    terms = defaultdict(list)
    for one in Posting.objects.order_by("starts_on"):
        terms[one.user_id, one.role, one.area_id, one.office_id].append(one)
    for alike in terms.values():
        assert all(first.ends_on and first.ends_on < then.starts_on for first, then in pairwise(alike))


def test_the_year_ends_yesterday_and_keeps_working_hours():
    today = timezone.localdate()
    for activity in Activity.objects.all():
        at = localtime(activity.occurred_at)
        assert today - timedelta(days=366) <= at.date() < today
        assert at.weekday() < SATURDAY
        assert 8 <= at.hour <= 16
        assert localtime(activity.recorded_at).date() < today


def test_every_deed_was_written_down_by_yesterday_except_the_loading_itself():
    today = timezone.localdate()
    later = AuditEntry.objects.filter(recorded_at__date__gte=today).values_list("verb", flat=True)
    assert list(later) == ["mark-demonstration"]


def test_signs_of_trafficking_hold_place_day_and_number_only():
    found = Finding.objects.filter(category=Category.TRAFFICKING)
    assert found.exists()
    assert set(found.values_list("what", "recruiter")) == {("", "")}


def test_every_finding_stands_where_its_last_step_led():
    for finding in Finding.objects.prefetch_related("steps"):
        *_earlier, last = finding.steps.all()
        assert (finding.state, finding.version, finding.state_since) == (last.to_state, last.version, last.recorded_at)


def test_there_is_something_late_and_something_missing(player):
    today, head = timezone.localdate(), player("kepala")
    assert FollowUp.objects.overdue(today).exists()
    assert Finding.objects.visible_to(head).overdue(timezone.now()).exists()
    assert villages_without_officer(player("pengelola"), today).exists()
    assert officers_over_load(head, today).exists()
    assert decrees_running_out(player("pengelola"), today).exists()


def test_nobody_lacks_a_second_factor():
    assert not any(lacks_second_factor(user) for user in User.objects.all())


def test_the_register_counts_what_is_invented_where_everything_is(player):
    register = national_register(player("analis"), timezone.localdate())
    assert register.villages == AssistedVillage.objects.at_work().count()
    assert register.officers == Officer.objects.serving().count()


def test_an_officers_code_is_only_ever_a_demonstration():
    assert check_code(Officer.objects.first().short_code).verdict == Verdict.DEMONSTRATION


def test_what_a_visitor_writes_is_a_demonstration_too(player):
    head, officer = player("kepala"), player("pimpasa")
    text = DecreeText("SK-1", timezone.localdate(), "Uji")
    assert record_decree(head.postings.get().office, text, by=head).is_demonstration
    earlier = Activity.objects.filter(recorded_by=officer, village__in=officer.postings.values("area")).first()
    new = NewActivity(id=User().pk, kind="village_visit", village=earlier.village, occurred_at=timezone.now())
    assert log_activity(new, by=officer).is_demonstration


def test_loading_twice_changes_nothing():
    before = counts_of(tables_to_empty())
    assert load() is False
    assert counts_of(tables_to_empty()) == before


def test_set_up_is_refused():
    with pytest.raises(ValidationError) as refused:
        set_up(SetUp("Kantor Uji", "", Contact(name="Humas", email="humas@contoh.id")))
    assert refused.value.code == "demonstration"


def test_whoever_a_visitor_tries_finds_something_to_do(player):
    today, officer, agent = timezone.localdate(), player("pimpasa"), player("agen")
    assert FollowUp.objects.visible_to(officer).overdue(today).exists()
    assert Finding.objects.for_acting(officer).open().exists()
    assert Finding.objects.sent_by(agent).open().exists()
    assert villages_without_officer(player("kepala"), today).exists()
    assert Activity.objects.visible_to(agent).exists()
    assert SessionKit.objects.for_running(officer).upcoming().exists()
    assert SessionClosing.objects.filter(activity=None, recorded_by=agent).exists()
    quarter = timezone.now() - timedelta(days=91)
    mine = set(officer.postings.in_force().values_list("area", flat=True))
    visited = set(Activity.objects.filter(occurred_at__gte=quarter).values_list("village", flat=True))
    assert mine - visited
