"""One recruiter in four villages of two offices: raised once, to the right people, and undone when it was wrong."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from pimpasa.accounts.tests.make import make_agent, make_person
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.roles import Role
from pimpasa.foundation.versions import ChangedMeanwhileError
from pimpasa.offers.recruiters.actions import filing, objecting, working
from pimpasa.offers.recruiters.actions.linking import settle
from pimpasa.offers.recruiters.identifiers import identifiers_in
from pimpasa.offers.recruiters.models import RecruiterFiling, RecruiterMark, RecruiterSignal, SignalStep
from pimpasa.offers.recruiters.queries import seen_by
from pimpasa.offers.recruiters.retention import RULES
from pimpasa.offers.recruiters.tests.make import (
    ACCOUNT,
    NUMBER,
    X1,
    X2,
    Y1,
    Y2,
    confirmed,
    filed,
    make_people,
    make_signal,
    reported,
)  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def signal(people):
    return make_signal(people)


def erase(subject: str, before) -> int:
    return next(rule for rule in RULES if rule.subject == subject).erase(before)


def marks_of(signal, kind):
    return RecruiterMark.objects.filter(filing__signals=signal, kind=kind)


def test_below_three_villages_nothing_is_raised(people):
    filed(people.staff_x, X1)
    filed(people.staff_x, X2)
    filed(people.officer, X1)
    assert not RecruiterSignal.objects.exists()


def test_one_person_alone_raises_nothing_in_however_many_villages(people):
    everywhere = make_person("serba", Role.OFFICE_STAFF, "kanim-x")
    for number in range(1, 9):
        filed(everywhere, f"33.01.01.20{number:02}")
    assert not RecruiterSignal.objects.exists()


def test_reports_of_strangers_count_only_once_confirmed(people):
    reports = [reported(village) for village in (X1, X2, Y1)]
    settle([one.pk for one in reports])
    confirmed(reports[0], people.staff_x)
    confirmed(reports[1], people.staff_x)
    assert not RecruiterSignal.objects.exists()
    confirmed(reports[2], people.staff_y)
    assert RecruiterSignal.objects.count() == 1


def test_raised_once_and_then_grows(people):
    filed(people.staff_x, X1)
    filed(people.staff_x, X2)
    filed(people.staff_y, Y1)
    raised = RecruiterSignal.objects.get()
    filed(people.staff_y, Y2)
    filed(people.officer, X1, f"nomor lain 0813-1111-2222, tapi rekening {ACCOUNT}")
    assert RecruiterSignal.objects.get() == raised
    assert [step.deed for step in raised.steps.all()] == ["moved", "grew", "grew"]
    assert AuditEntry.objects.filter(verb="raise-recruiter-signal").count() == 1


def test_only_heads_and_the_regional_office_concerned_see_it(people, signal):
    elsewhere = make_person("kepala-z", Role.OFFICE_HEAD, "kanim-z")
    region = make_person("kanwil", Role.REGIONAL_OFFICE, "33")
    other_region = make_person("kanwil-lain", Role.REGIONAL_OFFICE, "34")
    rini, agent = make_person("rini", Role.ANALYST), make_agent()
    seeing = {one.username for one in (people.head_x, people.head_y, people.staff_x, people.officer, elsewhere, region,
              other_region, rini, agent) if RecruiterSignal.objects.visible_to(one).exists()}  # fmt: skip
    assert seeing == {"kepala-x", "kepala-y", "kanwil"}


def test_a_head_counts_the_own_villages_and_sees_few_elsewhere_as_few(people, signal):
    filed(people.officer, X1)
    seen = seen_by(signal, people.head_x)
    assert [(one.name, one.filings) for one in seen.villages] == [(f"Wilayah {X1}", 2), (f"Wilayah {X2}", 1)]
    assert (seen.own.filings, seen.own.villages, seen.own.staff) == (3, 2, 2)
    assert set(seen.elsewhere.values()) == {"kurang dari 5"}
    assert seen.other_offices == ["Kantor kanim-y"]
    assert (seen.own.first_on, seen.own.last_on) == (timezone.localdate(), timezone.localdate())


def test_the_regional_office_counts_all_of_it(people, signal):
    region = make_person("kanwil", Role.REGIONAL_OFFICE, "33")
    seen = seen_by(signal, region)
    assert (seen.own.filings, seen.own.villages, seen.own.staff) == (4, 4, 2)
    assert seen.elsewhere == {}


def test_five_and_more_elsewhere_are_told(people, signal):
    for number in range(3, 6):
        filed(people.staff_y, f"33.02.01.200{number}")
    elsewhere = seen_by(signal, people.head_x).elsewhere
    assert (elsewhere["filings"], elsewhere["villages"], elsewhere["staff"]) == ("5", "5", "kurang dari 5")


def test_who_opened_it_is_listed_and_logged(people, signal):
    for _again in range(2):
        working.note_reading(signal, by=people.head_x)
    working.note_reading(signal, by=people.head_y)
    assert [one.reader for one in signal.readings.all()] == [people.head_x, people.head_y]
    assert AuditEntry.objects.filter(verb="read-recruiter-signal").count() == 3


def test_cutting_one_link_leaves_what_another_still_links(people, signal):
    number = marks_of(signal, "phone").first()
    after = working.cut_mark(signal, number.pk, reason="shared", version=signal.version, by=people.head_x)
    assert after.state == "new"
    account = marks_of(signal, "account").first()
    after = working.cut_mark(after, account.pk, reason="shared", version=after.version, by=people.head_y)
    assert after.state == "withdrawn"
    assert after.steps.last().deed == "shrank"
    assert seen_by(after, people.head_x).own.filings == 0


def test_a_filing_taken_back_takes_the_signal_below_the_floor(people):
    last = [filed(by, village) for by, village in ((people.staff_x, X1), (people.staff_x, X2), (people.staff_y, Y1))][
        -1
    ]
    cut = filing.cut_filing(last, reason="mistake", by=people.staff_y)
    settle([cut.pk])
    assert RecruiterSignal.objects.get().state == "withdrawn"
    assert not cut.marks.exists()


def test_an_upheld_objection_cuts_the_link(people, signal):
    for text in (NUMBER, ACCOUNT):
        about = identifiers_in(text)[0]
        objecting.object_to(objecting.NewObjection(uuid4(), about, "changed_hands"))
    first, second = seen_by(signal, people.head_x).objections
    words = {"note": "Pemiliknya baru.", "by": people.head_x}
    after = working.decide_objection(first, signal, upheld=True, version=signal.version, **words)
    assert after.state == "new"
    after = working.decide_objection(second, after, upheld=True, version=after.version, **words)
    assert after.state == "withdrawn"
    first.refresh_from_db()
    assert (first.upheld, first.answered_by) == (True, people.head_x)


def test_a_refused_objection_changes_no_link(people, signal):
    about = identifiers_in(NUMBER)[0]
    objection = objecting.object_to(objecting.NewObjection(uuid4(), about, "lawful"))
    after = working.decide_objection(
        objection, signal, upheld=False, note="Izinnya tidak ada.", version=signal.version, by=people.head_x
    )
    assert (after.state, after.steps.last().deed) == ("new", "objected")
    assert seen_by(after, people.head_x).objections == []


def test_fingerprints_expire_and_the_signal_with_them(people, signal):
    filed(people.staff_x, X1, "hub 0813-1111-2222")
    with time_machine.travel(timezone.now() + timedelta(days=366)):
        assert erase("recruiter_marks", timezone.now() - timedelta(days=365)) == 9
    assert not RecruiterMark.objects.exists()
    assert RecruiterFiling.objects.count() == signal.members.count()
    signal.refresh_from_db()
    assert signal.state == "withdrawn"


def test_reports_that_nobody_confirms_go(people):
    reported(X1)
    filed(people.staff_x, X1)
    assert erase("recruiter_reports", timezone.now() + timedelta(days=1)) == 1
    assert RecruiterFiling.objects.count() == 1


def test_it_is_worked_with_its_clock_and_passed_on_by_the_regional_office(people, signal):
    region = make_person("kanwil", Role.REGIONAL_OFFICE, "33")
    assert signal.due_at - signal.state_since == timedelta(hours=72)
    worked = working.move_signal(signal, "being_worked", version=signal.version, by=people.head_x)
    assert worked.due_at - worked.state_since == timedelta(days=14)
    with pytest.raises(PermissionDenied):
        working.move_signal(worked, "passed", note="Ke mana", version=worked.version, by=people.head_x)
    passed = working.move_signal(worked, "passed", note="Kepada satgas", version=worked.version, by=region)
    closed = working.move_signal(passed, "closed", reason="handled", note="Selesai", version=passed.version, by=region)
    assert (closed.state, closed.due_at) == ("closed", None)
    filed(people.officer, X1)
    closed.refresh_from_db()
    assert closed.state == "new"


def test_whoever_was_slower_changes_nothing(people, signal):
    working.move_signal(signal, "being_worked", version=signal.version, by=people.head_x)
    with pytest.raises(ChangedMeanwhileError):
        working.move_signal(signal, "being_worked", version=signal.version, by=people.head_y)


def test_closing_needs_a_reason(people, signal):
    with pytest.raises(ValidationError):
        working.move_signal(signal, "closed", note="Selesai", version=signal.version, by=people.head_x)


def test_a_note_keeps_no_number(people, signal):
    text = f"Kata warga {NUMBER} dan 1234567890, akun @loker_ln, sejak 12-08-2026"
    working.note_signal(signal, text, version=signal.version, by=people.head_x)
    kept = SignalStep.objects.get(deed="noted").note
    assert kept == "Kata warga [disamarkan] dan [disamarkan], akun [disamarkan], sejak 12-08-2026"


def test_two_groups_that_meet_become_one_signal(people):
    rows = ((people.staff_x, X1), (people.staff_x, X2), (people.staff_y, Y1))
    for by, village in rows:
        filed(by, village, NUMBER)
        filed(by, village, ACCOUNT)
    assert RecruiterSignal.objects.count() == 2
    filed(people.officer, X1, f"{NUMBER} {ACCOUNT}")
    oldest, newest = RecruiterSignal.objects.order_by("raised_at")
    assert (oldest.state, newest.state) == ("new", "withdrawn")
    assert oldest.members.filter(counted=True).count() == 7
