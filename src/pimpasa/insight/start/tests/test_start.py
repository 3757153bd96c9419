"""The first page of each role: its number, its one main act, and links that all open."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pimpasa.accounts.tests.make import VILLAGE_A, add_posting, make_guessed, make_person, make_rini, make_tono
from pimpasa.fieldwork.activities.tests.make import make_activity
from pimpasa.fieldwork.findings.models import Finding
from pimpasa.fieldwork.findings.tests.make import make_finding
from pimpasa.fieldwork.register.tests.make import make_assignment, make_assisted_village, make_officer_of
from pimpasa.foundation.roles import Role
from pimpasa.insight.start.page import start_page

MAKERS = {
    "regional": lambda: make_person("kanwil", Role.REGIONAL_OFFICE, "33"),
    "analyst": make_rini,
    "auditor": lambda: make_person("audit", Role.AUDITOR),
    "provincial auditor": lambda: make_person("audit33", Role.AUDITOR, "33"),
    "administrator": lambda: make_person("pengelola", Role.ADMINISTRATOR),
    "tono": make_tono,
    "guessed": make_guessed,
}
MAIN = {
    "sari": "activity-log",
    "wati": "due",
    "agent": "ask",
    "regional": "due",
    "analyst": "national-register",
    "auditor": "audit-log",
    "provincial auditor": "national-register",
    "administrator": "people",
    "tono": "due",
    "guessed": "due",
}


@pytest.fixture
def person(request, db):
    return MAKERS[request.param]() if request.param in MAKERS else request.getfixturevalue(request.param)


def home(user) -> str:
    client = Client()
    client.force_login(user)
    return client.get(reverse("staff-home")).content.decode()


def nav(user, page: str = "staff-home") -> str:
    client = Client()
    client.force_login(user)
    return client.get(reverse(page)).content.decode().partition("<nav")[2].partition("</nav>")[0]


@pytest.mark.parametrize(("person", "page"), MAIN.items(), indirect=["person"], ids=list(MAIN))
def test_each_role_has_one_main_act(person, page):
    assert start_page(person).main.url == reverse(page)
    assert home(person).count('class="button"') == 1


@pytest.mark.parametrize("person", MAIN, indirect=True)
def test_every_link_of_the_page_opens(person):
    start, client = start_page(person), Client()
    client.force_login(person)
    links = [link.url for section in start.sections for link in section.links]
    urls = {start.main.url, *links, *(number.url for number in start.numbers), *(one.url for one in start.panels)}
    assert {url: client.get(url).status_code for url in urls} == dict.fromkeys(urls, 200)


@pytest.mark.parametrize("person", MAIN, indirect=True)
def test_every_link_at_the_top_opens(person):
    client = Client()
    client.force_login(person)
    links = re.findall(r'<a href="([^"]+)"', nav(person))
    assert {url: client.get(url).status_code for url in links} == dict.fromkeys(links, 200)


def test_the_officers_number_is_what_should_be_done_today(sari):
    assert [(one.shown, one.is_alarm) for one in start_page(sari).numbers] == [(1, True)]
    make_activity(sari)
    assert [(one.shown, one.is_alarm) for one in start_page(sari).numbers] == [(0, False)]
    assert "Untuk hari ini tidak ada yang menunggu." in home(sari)


def test_the_officer_finds_the_own_hand_over_sheet(sari):
    officer = make_officer_of(sari)
    sari.postings.all().delete()
    make_assignment(officer, make_assisted_village())
    assert reverse("officer-handover", args=[officer.pk]) in home(sari)


def test_the_office_sees_clocks_and_gaps_as_numbers(wati, sari, agent):
    make_assisted_village(VILLAGE_A)
    Finding.objects.filter(pk=make_finding(agent).pk).update(due_at=timezone.now() - timedelta(hours=1))
    assert [one.shown for one in start_page(wati).numbers] == [1, 1, 1]


def test_an_agent_sees_what_was_sent_back_and_no_log_to_write(agent):
    start = start_page(agent)
    urls = {link.url for section in start.sections for link in section.links}
    assert start.numbers == []
    assert reverse("activity-log") not in urls
    assert reverse("finding-begin") in urls


def test_two_roles_share_one_page_with_one_main_act(sari):
    add_posting(sari, Role.OFFICE_STAFF, "kanim-x")
    titles = [str(section.title) for section in start_page(sari).sections]
    assert titles == ["Di desa Anda", "Kantor Anda"]
    assert home(sari).count('class="button"') == 1


def test_the_top_shows_only_what_the_role_opens(agent, sari):
    rini = make_rini()
    assert reverse("recaps") in nav(sari)
    assert reverse("recaps") not in nav(agent)
    assert reverse("findings") not in nav(rini)
    assert reverse("activities") not in nav(rini)


def test_the_top_marks_where_one_is(sari):
    assert f'href="{reverse("staff-home")}" aria-current="page"' in nav(sari)
    assert f'href="{reverse("activities")}" aria-current="true"' in nav(sari, "follow-ups")
    assert nav(sari, "follow-ups").count("aria-current") == 1


@pytest.mark.parametrize("page", ["staff-home", "findings", "activities"])
def test_the_top_asks_nothing_that_the_page_did_not(sari, settings, page):
    with_links = queries(sari, page)
    settings.STAFF_LINKS = []
    assert with_links == queries(sari, page)


def test_the_number_of_queries_does_not_grow(sari, agent):
    few = queries(sari)
    for number in range(3001, 3005):
        add_posting(sari, Role.OFFICER, f"33.01.01.{number}")
        make_activity(sari, f"33.01.01.{number}", occurred_at=timezone.now() - timedelta(days=200))
        make_finding(agent)
    assert queries(sari) <= few


def queries(user, page: str = "staff-home") -> int:
    client = Client()
    client.force_login(user)
    with CaptureQueriesContext(connection) as made:
        client.get(reverse(page))
    return len(made)
