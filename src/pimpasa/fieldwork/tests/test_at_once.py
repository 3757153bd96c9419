"""Two people, or one impatient phone, at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from pimpasa.accounts.tests.make import make_agent, make_sari, make_wati
from pimpasa.fieldwork.activities.actions import correct_activity, log_activity
from pimpasa.fieldwork.activities.models import Activity
from pimpasa.fieldwork.activities.tests.make import make_activity, new_activity
from pimpasa.fieldwork.findings.actions import reject_finding, return_finding
from pimpasa.fieldwork.findings.models import Finding
from pimpasa.fieldwork.findings.tests.make import make_finding

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds) -> list[object]:
    """What each gave back or raised."""

    def run(deed):
        try:
            return deed()
        except Exception as trouble:
            return trouble
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [one.result() for one in [pool.submit(run, deed) for deed in deeds]]


def test_a_phone_that_sends_the_same_record_four_times_logs_it_once():
    sari, new = make_sari(), new_activity()
    given = at_once(*[lambda: log_activity(new, by=sari)] * 4)
    assert given == [Activity.objects.get()] * 4


def test_of_two_corrections_at_once_one_wins():
    sari = make_sari()
    earlier = make_activity(sari)
    new = [new_activity(kind="other"), new_activity(kind="coordination_meeting")]
    given = at_once(*[lambda one=one: correct_activity(earlier, one, by=sari) for one in new])
    assert sorted(type(one).__name__ for one in given) == ["Activity", "ValidationError"]
    assert Activity.objects.count() == 2


def test_of_two_steps_at_once_one_wins_and_the_other_is_told():
    sari, wati, agent = make_sari(), make_wati(), make_agent()
    finding = make_finding(agent)
    given = at_once(
        lambda: reject_finding(finding, note="Bukan temuan", version=1, by=wati),
        lambda: return_finding(finding, note="RT berapa?", version=1, by=sari),
    )
    assert sorted(type(one).__name__ for one in given) == ["ChangedMeanwhileError", "Finding"]
    assert Finding.objects.get().steps.count() == 2
