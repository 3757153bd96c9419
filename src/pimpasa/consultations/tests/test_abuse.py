import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pimpasa.consultations.abuse.models import AbuseReport, Block
from pimpasa.consultations.actions import abuse, asking
from pimpasa.consultations.limits import BlockedError
from pimpasa.consultations.tests.make import make_asked, make_consultation, said

pytestmark = pytest.mark.django_db
CONTACT = "01900000-0000-7000-8000-00000000aaaa"


@pytest.fixture
def report(sari, wati) -> AbuseReport:
    consultation = make_consultation("office", contact=CONTACT, channel="sms")
    return abuse.report_abuse(consultation, "spam", by=make_staff())


def make_staff():
    from pimpasa.accounts.tests.make import make_person
    from pimpasa.foundation.roles import Role

    return make_person("loket", Role.OFFICE_STAFF, "kanim-x")


def test_a_report_alone_blocks_nobody(report):
    make_asked(contact=CONTACT, channel="sms")
    assert not Block.objects.exists()


def test_who_decided_blocks_contact_and_receipt_for_a_while(report, wati):
    abuse.decide_on_abuse(report, block=True, by=wati)
    with pytest.raises(BlockedError):
        make_asked(contact=CONTACT, channel="sms")
    with pytest.raises(BlockedError):
        asking.ask_on(report.consultation, said("Lagi"))


def test_others_are_not_blocked(report, wati):
    abuse.decide_on_abuse(report, block=True, by=wati)
    assert make_asked().consultation.pk


def test_a_lifted_block_is_over(report, wati):
    abuse.decide_on_abuse(report, block=True, by=wati)
    abuse.lift_block(Block.objects.get(), by=wati)
    assert make_asked(contact=CONTACT, channel="sms").consultation.pk


def test_who_reported_does_not_decide(wati):
    own = abuse.report_abuse(make_consultation("office"), "spam", by=wati)
    with pytest.raises(PermissionDenied):
        abuse.decide_on_abuse(own, block=True, by=wati)


def test_it_is_decided_once(report, wati):
    abuse.decide_on_abuse(report, block=False, by=wati)
    with pytest.raises(ValidationError):
        abuse.decide_on_abuse(report, block=True, by=wati)


def test_reported_twice_it_is_one_report(sari):
    consultation = make_consultation()
    for kind in ("spam", "false"):
        abuse.report_abuse(consultation, kind, by=sari)
    assert AbuseReport.objects.get().kind == "spam"


def test_a_head_elsewhere_does_not_decide(report, budi):
    with pytest.raises(PermissionDenied):
        abuse.decide_on_abuse(report, block=True, by=budi)
