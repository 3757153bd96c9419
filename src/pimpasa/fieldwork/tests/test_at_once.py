"""Two people, or one impatient phone, at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from pimpasa.accounts.tests.make import VILLAGE_A, make_agent, make_office, make_region, make_sari, make_wati
from pimpasa.fieldwork.activities.actions import correct_activity, log_activity
from pimpasa.fieldwork.activities.models import Activity
from pimpasa.fieldwork.activities.tests.make import make_activity, new_activity
from pimpasa.fieldwork.findings.actions import reject_finding, return_finding
from pimpasa.fieldwork.findings.models import Finding
from pimpasa.fieldwork.findings.tests.make import make_finding
from pimpasa.fieldwork.register.actions.assignments import assign, end_assignment
from pimpasa.fieldwork.register.actions.decrees import DecreeText, change_decree, record_decree
from pimpasa.fieldwork.register.actions.officers import (
    NamePlate,
    change_officer,
    record_inauguration,
    record_officer,
    renew_code,
    withdraw_officer,
)
from pimpasa.fieldwork.register.actions.villages import (
    Description,
    declare_independent,
    describe_village,
    end_village,
    propose_village,
)
from pimpasa.fieldwork.register.imports.actions import resolve_doubt
from pimpasa.fieldwork.register.models import Assignment, AssistedVillage, DoubtfulVillage, Import
from pimpasa.fieldwork.register.tests.make import (
    SIGNED,
    make_assignment,
    make_assisted_village,
    make_decree,
    make_officer,
)
from pimpasa.foundation.audit.models import AuditEntry

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = timezone.localdate


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


def moved(row, deed):
    return deed(row, version=row.version, happened_on=TODAY(), reason="Uji", by=None)


def ended(row):
    return end_assignment(row, version=row.version, by=None)


def titled(row):
    return change_decree(row, DecreeText(row.number, SIGNED, "Judul"), version=row.version, by=None)


def described(row):
    return describe_village(row, Description({"border": "Bukti"}), version=row.version, by=None)


def renamed(row):
    return change_officer(row, NamePlate("Nama Baru"), version=row.version, by=None)


def recoded(row):
    return renew_code(row, version=row.version, by=None)


def withdrawn(row):
    return withdraw_officer(row, version=row.version, last_day=TODAY(), reason="Pindah", by=None)


def independent(row):
    return moved(row, declare_independent)


def over(row):
    return moved(row, end_village)


def make_running():
    return make_assignment(make_officer(), make_assisted_village())


PAIRS = [
    (make_decree, titled, titled),
    (make_assisted_village, described, described),
    (make_assisted_village, described, over),
    (make_assisted_village, independent, over),
    (make_officer, renamed, withdrawn),
    (make_officer, recoded, recoded),
    (make_running, ended, ended),
]


@pytest.mark.parametrize(("make", "one", "other"), PAIRS)
def test_of_two_changes_at_once_one_wins_and_the_other_is_told(make, one, other):
    row = make()
    deeds = AuditEntry.objects.count()
    given = at_once(lambda: one(row), lambda: other(row))
    assert sorted(type(found).__name__ for found in given) == sorted([type(row).__name__, "ChangedMeanwhileError"])
    told = next(found for found in given if isinstance(found, Exception))
    assert told.current.version > row.version
    assert AuditEntry.objects.count() > deeds


def test_of_two_who_assign_the_same_pair_one_wins():
    officer, village = make_officer(), make_assisted_village()
    given = at_once(*[lambda: assign(officer, village, by=None)] * 3)
    assert sorted(type(one).__name__ for one in given) == ["Assignment", "ValidationError", "ValidationError"]
    assert Assignment.objects.get().posting.user == officer.user


def test_nobody_is_assigned_to_a_village_that_ends_in_the_same_moment():
    officer, village = make_officer(), make_assisted_village()
    at_once(lambda: assign(officer, village, by=None), lambda: moved(village, end_village))
    assert AssistedVillage.objects.get().state == "ended"
    assert not Assignment.objects.filter(ends_on=None, revoked_on=None).exists()


def propose():
    region, office = make_region(VILLAGE_A), make_office()
    return lambda: propose_village(region, office, None, by=None)


def record_a_decree():
    office = make_office()
    return lambda: record_decree(office, DecreeText("W.1", SIGNED, "Judul"), by=None)


def record_an_officer():
    office = make_office()
    return lambda: record_officer("sri@contoh.id", NamePlate("Sri"), office, by=None)


def record_a_day():
    decree = make_decree()
    return lambda: record_inauguration(decree, SIGNED, "", decree.office, by=None)


@pytest.mark.parametrize("deed_of", [propose, record_a_decree, record_an_officer, record_a_day])
def test_of_two_who_enter_the_same_at_once_the_second_is_told(deed_of):
    kinds = [type(one).__name__ for one in at_once(*[deed_of()] * 2)]
    assert (len(set(kinds)), kinds.count("ValidationError")) == (2, 1)


def test_of_two_who_resolve_a_doubt_one_wins():
    kept = Import.objects.create(kind="villages", office=make_office())
    doubt = DoubtfulVillage.objects.create(office=kept.office, source=kept, line=2, village="Sukamaju", reason="uji")
    given = at_once(*[lambda: resolve_doubt(doubt, None, by=None)] * 2)
    assert sorted(type(one).__name__ for one in given) == ["DoubtfulVillage", "ValidationError"]
