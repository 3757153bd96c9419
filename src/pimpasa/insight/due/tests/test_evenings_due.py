"""Evenings of lessons among what is due: to be held, to be closed, to be logged."""

from datetime import timedelta

import uuid6
from django.utils import timezone

from pimpasa.accounts.tests.make import make_agent, make_budi, make_sari
from pimpasa.insight.due.lines import When
from pimpasa.insight.due.listing import due_for
from pimpasa.learning.sessions.actions.closing import Ending, close_session, log_session
from pimpasa.learning.sessions.tests.make import make_kit


def evenings(user):
    return [(line.words, line.act, line.when) for line in due_for(user).lines if "osialisasi" in line.words]


def test_an_evening_is_due_on_its_day_for_those_of_the_village_and_late_afterwards(db):
    sari, agent, budi, today = make_sari(), make_agent(), make_budi(), timezone.localdate()
    make_kit(sari, held_on=today)
    make_kit(sari, held_on=today - timedelta(days=1))
    village = "Wilayah 33.01.01.2001"
    expected = {
        (f"Sosialisasi di {village}", "Siapkan", When.TODAY),
        (f"Sosialisasi di {village}", "Tutup acara", When.LATE),
    }
    assert set(evenings(sari)) == set(evenings(agent)) == expected
    assert evenings(budi) == []


def test_what_an_agent_closed_waits_for_the_officer_until_it_is_logged(db):
    sari, agent = make_sari(), make_agent()
    closing = close_session(make_kit(agent), Ending(uuid6.uuid7(), {("female", "unknown"): 9}), by=agent)
    assert [when for _words, _act, when in evenings(sari)] == [When.UNFINISHED]
    assert evenings(agent) == []
    log_session(closing, by=sari)
    assert evenings(sari) == []
