"""The gaps of an office and of a region: what counts as one, and who sees it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pimpasa.accounts.models import Invitation
from pimpasa.accounts.tests.make import (
    VILLAGE_A,
    VILLAGE_B,
    add_posting,
    make_guessed,
    make_office,
    make_person,
    make_second_factor,
    make_tono,
    make_user,
)
from pimpasa.fieldwork.activities.tests.make import make_activity
from pimpasa.fieldwork.findings.tests.make import make_finding
from pimpasa.fieldwork.register.actions.assignments import end_assignment
from pimpasa.fieldwork.register.models import Decree, DoubtfulVillage, Import
from pimpasa.fieldwork.register.tests.make import (
    make_assignment,
    make_assisted_village,
    make_decree,
    make_officer,
)
from pimpasa.foundation.printing import print_pages
from pimpasa.foundation.roles import Role
from pimpasa.insight.due.lines import Group
from pimpasa.insight.due.listing import due_for, total
from pimpasa.insight.due.plan import SHEET, plan_data

YESTERDAY = timezone.localdate() - timedelta(days=1)


def group(user, key: str) -> Group | None:
    due = due_for(user)
    return next((one for one in [*due.office, *due.region] if one.key == key), None)


def names(user, key: str) -> list[str]:
    found = group(user, key)
    return [line.words for line in found.lines] if found else []


def make_doubt(office: str) -> DoubtfulVillage:
    read = Import.objects.create(kind="villages", office=make_office(office), file_name="daftar.xlsx")
    return DoubtfulVillage.objects.create(
        office=read.office, source=read, line=2, village="Sukamaju", reason="dua desa"
    )


def test_villages_without_officer_are_named_with_the_act(wati, client):
    village = make_assisted_village(VILLAGE_A)
    found = group(wati, "without-officer")
    assert [line.words for line in found.lines] == [f"Wilayah {VILLAGE_A}"]
    client.force_login(wati)
    assert client.get(found.lines[0].url).context["form"].initial["assisted_village"] == str(village.pk)


def test_a_village_is_without_officer_again_when_the_assignment_ended(wati):
    assignment = make_assignment(make_officer(), make_assisted_village())
    assert names(wati, "without-officer") == []
    end_assignment(assignment, version=None, by=None, last_day=YESTERDAY)
    assert names(wati, "without-officer") == [f"Wilayah {VILLAGE_A}"]


def test_a_village_proposed_or_ended_needs_no_officer(wati):
    make_assisted_village("33.01.01.2002", state="proposed")
    make_assisted_village("33.01.01.2003", state="ended")
    assert names(wati, "without-officer") == []


def test_unvisited_villages_are_counted_for_each_officer_by_name(wati):
    zaki, adi = make_officer("zaki"), make_officer("adi")
    make_assignment(zaki, make_assisted_village(VILLAGE_A))
    make_assignment(adi, make_assisted_village("33.01.01.2002"))
    make_assignment(adi, make_assisted_village("33.01.01.2003"))
    assert names(wati, "unvisited") == ["Adi: 2 desa", "Zaki: 1 desa"]


def test_a_visit_takes_the_village_off(wati, sari):
    make_assignment(make_officer("zaki"), make_assisted_village(VILLAGE_A))
    make_activity(sari)
    assert names(wati, "unvisited") == []


@pytest.mark.parametrize(("villages", "shown"), [(10, []), (11, ["Zaki"])])
def test_an_officer_with_more_than_ten_villages_carries_too_much(wati, villages, shown):
    officer = make_officer("zaki")
    for number in range(villages):
        make_assignment(officer, make_assisted_village(f"33.01.01.{2001 + number}"))
    assert names(wati, "over-load") == shown


@pytest.mark.parametrize(("days", "shown"), [(-1, False), (0, True), (60, True), (61, False)])
def test_a_decree_shows_for_sixty_days_before_it_ends(wati, days, shown):
    make_decree(number="SK-1", ends_on=timezone.localdate() + timedelta(days=days))
    assert names(wati, "decrees") == (["SK-1"] if shown else [])


def test_a_decree_that_ended_shows_while_a_village_rests_on_it(wati):
    village = make_assisted_village()
    Decree.objects.filter(pk=village.decree_id).update(ends_on=YESTERDAY)
    assert names(wati, "decrees") == ["W.11-001"]


def test_doubtful_villages_show_in_their_office_only(wati):
    make_doubt("kanim-x")
    make_doubt("kanim-y")
    assert names(wati, "doubts") == ["Sukamaju"]
    assert total(due_for(wati).office, "doubts") == 1


def test_people_without_second_factor_show_until_it_is_set_up(wati):
    officer = make_officer("zaki")
    make_assignment(officer, make_assisted_village())
    assert names(wati, "second-factor") == ["Zaki"]
    make_second_factor(officer.user)
    assert names(wati, "second-factor") == []


def test_agents_need_no_second_factor(wati, agent):
    assert names(wati, "second-factor") == []


@pytest.mark.parametrize(("hours", "shown"), [(1, ["Baru"]), (-1, [])])
def test_invitations_show_while_they_can_be_accepted(wati, hours, shown):
    offer = {"display_name": "Baru", "role": Role.OFFICE_STAFF, "office_id": "kanim-x", "token_hash": "x"}
    Invitation.objects.create(invited_by=wati, expires_at=timezone.now() + timedelta(hours=hours), **offer)
    assert names(wati, "invitations") == shown


def test_nothing_of_the_neighbouring_office_is_shown(wati, budi):
    make_assisted_village(VILLAGE_B, office="kanim-y")
    make_decree("kanim-y", ends_on=timezone.localdate())
    make_doubt("kanim-y")
    add_posting(make_user("lain"), Role.OFFICER, VILLAGE_B)
    assert due_for(wati).office == []


def test_an_agent_here_who_is_staff_elsewhere_sees_the_gaps_of_elsewhere(db):
    tono = make_tono()
    make_assisted_village(VILLAGE_A)
    make_assisted_village(VILLAGE_B, office="kanim-y")
    assert names(tono, "without-officer") == [f"Wilayah {VILLAGE_B}"]


def test_an_officer_sees_no_gaps_of_the_office(sari):
    make_assisted_village("33.01.01.2002")
    due = due_for(sari)
    assert (due.office, due.region) == ([], [])


def test_a_head_whose_area_is_only_inferred_is_told_so_and_sees_no_village(db):
    head = make_guessed()
    make_assisted_village("34.01.01.2001", office="kanim-z")
    assert names(head, "inferred") == ["Kantor kanim-z: Wilayah 34.01"]
    assert names(head, "without-officer") == []


def test_a_region_sees_its_offices_with_most_gaps_first_and_no_person(db):
    region = make_person("kanwil", Role.REGIONAL_OFFICE, "33")
    make_assignment(make_officer("zaki"), make_assisted_village(VILLAGE_A))
    for code in (VILLAGE_B, "33.02.01.2002"):
        make_assisted_village(code, office="kanim-y")
    make_assisted_village("34.01.01.2001", office="kanim-z")
    assert names(region, "offices") == ["Kantor kanim-y", "Kantor kanim-x"]
    assert "Zaki" not in str(due_for(region).region)


def test_a_region_sees_the_inferred_working_areas_of_its_province(db):
    region = make_person("kanwil", Role.REGIONAL_OFFICE, "34")
    make_guessed()
    assert names(region, "inferred") == ["Kantor kanim-z: Wilayah 34.01"]
    assert names(make_person("lain", Role.REGIONAL_OFFICE, "33"), "inferred") == []


def test_the_number_of_queries_does_not_grow(wati, sari, agent, django_assert_num_queries):
    def fill(start: int) -> None:
        officer = make_officer(f"petugas{start}")
        for number in range(start, start + 4):
            make_assignment(officer, make_assisted_village(f"33.01.01.{number}"))
            add_posting(sari, Role.OFFICER, f"33.01.01.{number}")
            make_activity(sari, f"33.01.01.{number}", occurred_at=timezone.now() - timedelta(days=200))
            make_finding(agent)
            make_decree(number=f"SK-{number}", ends_on=timezone.localdate())

    fill(3001)
    add_posting(sari, Role.OFFICE_STAFF, "kanim-x")
    counted = queries_of(sari)
    fill(4001)
    with django_assert_num_queries(counted):
        due_for(sari)


def queries_of(user) -> int:
    with CaptureQueriesContext(connection) as made:
        due_for(user)
    return len(made)


def test_the_plan_counts_findings_and_never_prints_them(sari, wati, agent):
    make_finding(agent, "trafficking", what="", recruiter="Pak Seno", people=2)
    data = plan_data(sari, timezone.localdate())
    assert data["findings"] == 1
    assert "Tanda perdagangan" not in str(data)


def test_the_plan_is_one_page_however_much_waits(sari):
    for number in range(3001, 3060):
        add_posting(sari, Role.OFFICER, f"33.01.01.{number}")
    assert len(print_pages(SHEET, plan_data(sari, timezone.localdate()))) == 1


def test_the_plan_opens_as_a_pdf(sari, client):
    client.force_login(sari)
    response = client.get(reverse("week-plan"))
    assert response.content.startswith(b"%PDF")
    assert "no-store" in response["Cache-Control"]
