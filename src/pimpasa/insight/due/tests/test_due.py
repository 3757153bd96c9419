"""What is due, rule by rule: what is shown, to whom, and from which day on."""

from datetime import date, datetime, time, timedelta

import pytest
import uuid6
from django.urls import reverse
from django.utils import timezone

from pimpasa.accounts.models import Posting
from pimpasa.accounts.tests.make import VILLAGE_A, VILLAGE_B, VILLAGE_C, add_posting, make_office, make_person
from pimpasa.fieldwork.activities.actions import add_follow_up, correct_activity, finish_follow_up
from pimpasa.fieldwork.activities.drafts import save_draft
from pimpasa.fieldwork.activities.models import PhotoRemoval
from pimpasa.fieldwork.activities.tests.make import make_activity, make_activity_photo, new_activity
from pimpasa.fieldwork.findings.actions import return_finding
from pimpasa.fieldwork.findings.models import Finding
from pimpasa.fieldwork.findings.tests.make import make_finding, verified
from pimpasa.foundation.roles import Role
from pimpasa.insight.due.lines import When, when_due, when_over
from pimpasa.insight.due.listing import due_for
from pimpasa.insight.due.quarter import quarter_after

MONDAY = date(2026, 11, 23)


def at(day: date) -> datetime:
    """Just after midnight: at any hour at which the tests run it has been."""
    return timezone.make_aware(datetime.combine(day, time(0, 1)))


def visited(by, on: date, village: str = VILLAGE_A, **fields):
    return make_activity(by, village, occurred_at=at(on), **fields)


def promise(activity, by, due_on: date, what: str = "Antar poster"):
    return add_follow_up(activity, what, due_on, key=uuid6.uuid7(), by=by)


def words(user, today: date | None = None) -> list[str]:
    return [line.words for line in due_for(user, today).lines]


def when(user, today: date) -> When | None:
    """How urgent the visit is, if it is shown at all."""
    found = [line.when for line in due_for(user, today).lines if line.words.startswith("Kunjungi")]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 8, 24), date(2026, 11, 24)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 1, 31), date(2026, 4, 30)),
        (date(2026, 12, 31), date(2027, 3, 31)),
        (date(2026, 10, 1), date(2027, 1, 1)),
    ],
)
def test_a_quarter_is_three_calendar_months_and_ends_with_a_shorter_month(day, later):
    assert quarter_after(day) == later


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-1, When.LATE),
        (0, When.TODAY),
        (1, When.THIS_WEEK),
        (6, When.THIS_WEEK),
        (7, When.NEXT_WEEK),
        (13, When.NEXT_WEEK),
        (14, When.LATER),
    ],
)
def test_weeks_run_from_monday_to_sunday(days, expected):
    assert when_due(MONDAY + timedelta(days=days), MONDAY) is expected


def test_on_a_sunday_the_next_day_is_next_week():
    sunday = MONDAY + timedelta(days=6)
    assert when_due(sunday + timedelta(days=1), sunday) is When.NEXT_WEEK


def test_a_clock_is_late_from_the_moment_it_has_run_out():
    now = at(MONDAY)
    assert when_over(now - timedelta(seconds=1), now) is When.LATE
    assert when_over(now, now) is When.TODAY


@pytest.mark.parametrize(("days", "expected"), [(-1, False), (0, When.TODAY), (1, When.LATE)])
def test_a_visit_is_due_when_the_quarter_is_full_and_late_a_day_after(sari, days, expected):
    last = timezone.localdate() - timedelta(days=1)
    visited(sari, last)
    shown = when(sari, quarter_after(last) + timedelta(days=days))
    assert shown is expected if expected else shown in (When.THIS_WEEK, When.NEXT_WEEK)


def test_a_village_visited_lately_is_not_due(sari):
    visited(sari, timezone.localdate())
    assert words(sari) == []


def test_a_village_never_visited_is_due_at_once_and_late_after_a_quarter(db):
    make_office("kanim-x", "33.01", serves=("33.01",))
    since = timezone.localdate()
    new = make_person("baru", Role.OFFICER, VILLAGE_A, starts_on=since)
    assert when(new, since) is When.TODAY
    assert when(new, quarter_after(since)) is When.TODAY
    assert when(new, quarter_after(since) + timedelta(days=1)) is When.LATE


def test_the_visit_of_a_predecessor_counts(sari):
    visited(make_person("lama", Role.OFFICER, VILLAGE_A), timezone.localdate())
    assert when(sari, timezone.localdate()) is None


def test_a_meeting_elsewhere_is_no_visit(sari):
    visited(sari, timezone.localdate(), kind="coordination_meeting")
    assert "Belum pernah dikunjungi." in due_for(sari).lines[0].detail


def test_a_corrected_visit_counts_on_its_corrected_day(sari):
    today = timezone.localdate()
    wrong = visited(sari, today)
    correct_activity(wrong, new_activity(occurred_at=at(today - timedelta(days=200))), by=sari)
    assert when(sari, today) is When.LATE


def test_the_act_opens_the_form_with_the_village_chosen(client, sari):
    add_posting(sari, Role.OFFICER, VILLAGE_B)
    make_office("kanim-y", "33.02", serves=("33.02",))
    client.force_login(sari)
    for line in due_for(sari).lines:
        form = client.get(line.url).context["form"]
        assert form.initial["village"] in line.url


def test_open_follow_ups_stand_by_their_day_and_done_ones_are_gone(sari):
    today = timezone.localdate()
    activity = visited(sari, today)
    promise(activity, sari, today + timedelta(days=1), "besok")
    promise(activity, sari, today - timedelta(days=1), "kemarin")
    finish_follow_up(promise(activity, sari, today, "beres"), activity, by=sari)
    shown = [line.words for group in due_for(sari).own for line in group.lines]
    assert shown == ["kemarin", "besok"]


def test_a_follow_up_goes_with_its_corrected_activity(sari):
    add_posting(sari, Role.OFFICER, VILLAGE_B)
    activity = visited(sari, timezone.localdate())
    promise(activity, sari, timezone.localdate())
    correct_activity(activity, new_activity(VILLAGE_B), by=sari)
    line = next(line for line in due_for(sari).lines if line.words == "Antar poster")
    assert f"Wilayah {VILLAGE_B}" in line.detail


def test_sign_up_sheets_wait_until_they_are_counted(sari):
    activity = visited(sari, timezone.localdate())
    photos = [make_activity_photo(activity, sari, is_sign_up_sheet=True) for _ in range(2)]
    make_activity_photo(activity, sari)
    assert words(sari) == ["Hitung 2 foto daftar hadir"]
    PhotoRemoval.objects.bulk_create(PhotoRemoval(photo=one, reason="counted") for one in photos)
    assert words(sari) == []


def test_a_draft_waits_for_its_writer_alone(rf, sari):
    visited(sari, timezone.localdate())
    save_draft(sari, "activity", rf.post("/", {"summary": "belum selesai"}).POST)
    other = make_person("rekan", Role.OFFICER, VILLAGE_A)
    assert words(sari) == ["Catatan kegiatan yang belum dikirim"]
    assert words(other) == []


def test_a_finding_waits_for_whoever_may_act_until_it_is_closed_or_sent_back(sari, wati, agent):
    visited(sari, timezone.localdate())
    finding = make_finding(agent)
    assert [len(due_for(person).lines) for person in (sari, wati, agent)] == [1, 1, 0]
    return_finding(finding, note="RT berapa?", version=finding.version, by=sari)
    assert [len(due_for(person).lines) for person in (sari, wati, agent)] == [0, 0, 1]


def test_a_finding_past_its_clock_is_late(sari, agent):
    Finding.objects.filter(pk=make_finding(agent).pk).update(due_at=timezone.now() - timedelta(hours=1))
    assert due_for(sari).late_findings == 1


def test_a_verified_finding_asks_for_handling(sari, agent):
    visited(sari, timezone.localdate())
    verified(make_finding(agent), sari)
    assert [line.act for line in due_for(sari).lines] == ["Tangani"]


def test_a_finding_that_passes_the_officer_waits_for_the_head_only(sari, wati, agent):
    visited(sari, timezone.localdate())
    make_finding(agent, names_officials=True, past_officer=True)
    assert (words(sari), len(due_for(wati).lines)) == ([], 1)


def test_nothing_of_a_neighbour_is_shown(sari, budi, agent):
    activity = visited(sari, timezone.localdate())
    promise(activity, sari, timezone.localdate())
    make_activity_photo(activity, sari, is_sign_up_sheet=True)
    make_finding(agent)
    assert words(budi) == [f"Kunjungi Wilayah {VILLAGE_B}"]


def test_nothing_is_left_for_a_posting_that_ended_yesterday(sari, former, agent, client):
    promise(visited(sari, timezone.localdate()), sari, timezone.localdate())
    make_finding(agent)
    assert words(former) == []
    client.force_login(former)
    assert client.get(reverse("due")).status_code == 403


def test_two_villages_of_one_officer_are_both_shown(sari):
    add_posting(sari, Role.OFFICER, VILLAGE_C)
    assert words(sari) == [f"Kunjungi Wilayah {VILLAGE_A}", f"Kunjungi Wilayah {VILLAGE_C}"]


def test_without_the_second_factor_nothing_is_shown(sari):
    sari.authenticator_set.all().delete()
    assert Posting.objects.in_force().filter(user=sari).exists()
    assert words(sari) == []


def test_the_page_says_what_will_be_here_when_nothing_waits(client, sari):
    visited(sari, timezone.localdate())
    client.force_login(sari)
    assert "Tidak ada yang menunggu." in client.get(reverse("due")).content.decode()
