"""The hand-over sheet: what it holds, who may read it, and that every paper is written in the audit."""

from datetime import timedelta

import pytest
import uuid6
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pimpasa.accounts.tests.make import (
    VILLAGE_A,
    VILLAGE_B,
    add_posting,
    make_agent,
    make_person,
    make_rini,
    make_second_factor,
    make_tono,
)
from pimpasa.fieldwork.activities.actions import add_follow_up, correct_activity
from pimpasa.fieldwork.activities.tests.make import make_activity, new_activity
from pimpasa.fieldwork.findings.tests.make import make_finding
from pimpasa.fieldwork.register.actions.assignments import end_assignment
from pimpasa.fieldwork.register.tests.make import (
    make_assignment,
    make_assisted_village,
    make_officer,
    make_officer_of,
)
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.roles import Role
from pimpasa.insight.due.quarter import quarter_after
from pimpasa.insight.handover.paper import paper_data
from pimpasa.insight.handover.reading import villages_for, villages_served_by
from pimpasa.insight.handover.sheet import VillageSheet, sheets_of

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def village(sari):
    return make_assisted_village()


def sheet_of(village, reader) -> VillageSheet:
    return sheets_of(list(villages_for(reader).filter(pk=village.pk)), reader, TODAY)[0]


def status(client, user, page: str, pk) -> int:
    client.force_login(user)
    return client.get(reverse(page, args=[pk])).status_code


def test_the_life_of_the_village_stands_in_its_order(village, sari):
    assert [one.to_state for one in sheet_of(village, sari).changes] == ["proposed", "agreed", "active"]


def test_an_earlier_time_as_an_assisted_village_is_part_of_it(sari):
    make_assisted_village(state="ended")
    again = make_assisted_village(state="agreed")
    changes = [one.to_state for one in sheet_of(again, sari).changes]
    assert changes == ["proposed", "ended", "proposed", "agreed"]


def test_officers_of_today_and_of_earlier_days_are_told_apart(village, sari):
    gone = make_assignment(make_officer("zaki"), village)
    end_assignment(gone, version=None, by=None, last_day=YESTERDAY)
    make_assignment(make_officer("adi"), village)
    sheet = sheet_of(village, sari)
    assert [one.officer.printed_name for one in sheet.running] == ["Adi"]
    assert [one.officer.printed_name for one in sheet.past] == ["Zaki"]


def test_an_assignment_still_holds_on_its_last_day(village, sari):
    end_assignment(make_assignment(make_officer("zaki"), village), version=None, by=None, last_day=TODAY)
    assert len(sheet_of(village, sari).running) == 1


def test_each_decree_stands_once(village, sari):
    make_assignment(make_officer("zaki"), village, decree=village.decree)
    assert [one.number for one in sheet_of(village, sari).decrees] == ["W.11-001"]


def test_agents_are_named_and_neighbours_agents_are_not(village, sari):
    make_agent()
    make_person("tetangga", Role.VILLAGE_AGENT, VILLAGE_B)
    assert [one.user.display_name for one in sheet_of(village, sari).agents] == ["Agus"]


def test_activities_stand_latest_first_and_a_corrected_one_once(village, sari):
    now = timezone.now()
    first = make_activity(sari, occurred_at=now - timedelta(days=9))
    last = make_activity(sari, occurred_at=now - timedelta(days=2))
    corrected = correct_activity(first, new_activity(occurred_at=now - timedelta(days=5)), by=sari)
    assert [one.pk for one in sheet_of(village, sari).activities] == [last.pk, corrected.pk]


def test_follow_ups_of_a_corrected_activity_are_still_open(village, sari):
    activity = make_activity(sari)
    add_follow_up(activity, "Antar poster", TODAY, key=uuid6.uuid7(), by=sari)
    correct_activity(activity, new_activity(), by=sari)
    assert [one.what for one in sheet_of(village, sari).follow_ups] == ["Antar poster"]


def test_the_next_visit_follows_from_the_last(village, sari):
    make_activity(sari, occurred_at=timezone.now() - timedelta(hours=1))
    sheet = sheet_of(village, sari)
    assert sheet.next_visit == quarter_after(sheet.last_visit)


def test_a_finding_shows_to_its_readers_and_leaves_no_trace_for_others(village, sari, wati, agent):
    make_finding(agent, names_officials=True, past_officer=True)
    assert (len(sheet_of(village, sari).findings), len(sheet_of(village, wati).findings)) == (0, 1)
    printed = paper_data("x", [sheet_of(village, sari)], TODAY, by=sari)
    assert printed["villages"][0]["findings"] == 0


def test_the_paper_counts_findings_and_tells_none(village, sari, agent):
    make_finding(agent, "trafficking", what="", recruiter="Pak Seno", people=2)
    printed = paper_data("x", [sheet_of(village, sari)], TODAY, by=sari)
    assert printed["villages"][0]["findings"] == 1
    assert "Seno" not in str(printed)


def test_the_officer_and_the_office_open_it_and_nobody_else(client, village, sari, wati, budi, agent, former):
    tono, rini = make_tono(), make_rini()
    allowed = {person.username: status(client, person, "village-handover", village.pk) for person in (sari, wati)}
    refused = [status(client, one, "village-handover", village.pk) for one in (budi, tono, agent, former, rini)]
    assert allowed == {"sari": 200, "wati": 200}
    assert refused == [404, 404, 403, 403, 403]


def test_an_officers_sheet_holds_only_the_villages_the_reader_reaches(village, sari, wati, budi):
    officer = make_officer_of(sari)
    add_posting(make_person("z", Role.OFFICER, VILLAGE_B), Role.OFFICER, VILLAGE_A)
    make_assignment_of(officer, village)
    make_assignment_of(officer, make_assisted_village(VILLAGE_B, office="kanim-y"))
    assert [one.village_id for one in villages_served_by(officer, wati)] == [VILLAGE_A]
    assert [one.village_id for one in villages_served_by(officer, budi)] == [VILLAGE_B]


def make_assignment_of(officer, village, **fields):
    """Sari holds her posting in village A already; the register's record of it begins beside it."""
    officer.user.postings.filter(area=village.village_id).delete()
    return make_assignment(officer, village, **fields)


def test_of_an_officer_who_left_the_villages_served_are_shown(village, wati):
    officer = make_officer("zaki")
    end_assignment(make_assignment(officer, village), version=None, by=None, last_day=YESTERDAY)
    assert villages_served_by(officer, wati) == [village]


def test_of_an_officer_who_still_serves_only_the_running_ones_are_shown(village, wati):
    officer, other = make_officer("zaki"), make_assisted_village("33.01.01.2002")
    end_assignment(make_assignment(officer, village), version=None, by=None, last_day=YESTERDAY)
    make_assignment(officer, other)
    assert villages_served_by(officer, wati) == [other]


def test_an_officer_without_villages_has_no_sheet(client, wati):
    assert status(client, wati, "officer-handover", make_officer("zaki").pk) == 404


def test_an_ended_assignment_leads_to_the_sheet(client, village, wati):
    assignment = make_assignment(make_officer("zaki"), village)
    end_assignment(assignment, version=None, by=None, last_day=YESTERDAY)
    client.force_login(wati)
    page = client.get(assignment.get_absolute_url()).content.decode()
    assert reverse("village-handover", args=[village.pk]) in page


def test_whoever_may_not_read_the_sheet_is_not_led_to_it(client, village, agent):
    client.force_login(agent)
    assert "serah-terima" not in client.get(village.get_absolute_url()).content.decode()


def test_each_paper_is_written_in_the_audit_and_reading_the_page_is_not(client, village, sari):
    assert status(client, sari, "village-handover", village.pk) == 200
    assert not AuditEntry.objects.filter(verb="print-handover").exists()
    assert status(client, sari, "village-handover-pdf", village.pk) == 200
    entry = AuditEntry.objects.get(verb="print-handover")
    assert (entry.actor, entry.object_id, entry.details) == (sari, str(village.pk), {"villages": 1})


def test_a_paper_that_was_refused_is_not_written(client, village, budi):
    assert status(client, budi, "village-handover-pdf", village.pk) == 404
    assert not AuditEntry.objects.filter(verb="print-handover").exists()


def test_an_officers_paper_holds_every_village(client, village, sari, wati):
    officer = make_officer("zaki")
    make_second_factor(officer.user)
    make_assignment(officer, village)
    make_assignment(officer, make_assisted_village("33.01.01.2002"))
    client.force_login(officer.user)
    response = client.get(reverse("officer-handover-pdf", args=[officer.pk]))
    assert response.content.startswith(b"%PDF")
    assert AuditEntry.objects.get(verb="print-handover").details == {"villages": 2}


def test_the_page_tells_what_to_expect_where_nothing_was_done_yet(client, village, sari):
    client.force_login(sari)
    page = client.get(reverse("village-handover", args=[village.pk])).content.decode()
    assert "Belum pernah dikunjungi." in page
    assert "Belum ada kegiatan." in page


def test_the_number_of_queries_does_not_grow_with_villages_or_history(village, sari, wati, agent):
    def fill(start: int) -> None:
        for number in range(start, start + 3):
            make_assignment(make_officer(f"petugas{number}"), make_assisted_village(f"33.01.01.{number}"))
            add_follow_up(make_activity(sari), "Antar poster", TODAY, key=uuid6.uuid7(), by=sari)
            make_finding(agent)

    fill(3001)
    few = queries(wati)
    fill(4001)
    assert queries(wati) == few


def queries(reader) -> int:
    with CaptureQueriesContext(connection) as made:
        for sheet in sheets_of(list(villages_for(reader)), reader, TODAY):
            paper_data("x", [sheet], TODAY, by=reader)
    return len(made)
