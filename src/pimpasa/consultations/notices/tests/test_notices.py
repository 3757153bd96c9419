"""That something waits, when somebody wants to hear it; never what it is."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from pimpasa.accounts.models import Posting
from pimpasa.accounts.tests.make import make_user
from pimpasa.consultations.actions.private import open_private_part
from pimpasa.consultations.notices import actions
from pimpasa.consultations.notices.models import NoticeChoice
from pimpasa.consultations.notices.sending import contacts_needed, send_notices, what_waits
from pimpasa.consultations.receipts.making import new_secret
from pimpasa.consultations.tests.make import make_consultation, said
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.channels.models import Contact
from pimpasa.foundation.channels.tests.make import hear, said_to

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Asia/Jakarta"))
NIGHT = datetime(2026, 11, 24, 23, tzinfo=ZoneInfo("Asia/Jakarta"))
EMAIL, QUESTION = "sari.rahasia@contoh.id", "pertanyaan-rahasia xqzt"


@pytest.fixture(autouse=True)
def _noon(settings):
    settings.EMAIL_HOST, settings.SITE_URL = "surat", "https://pimpasa.contoh"
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def by_mail(sari, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        actions.choose_notices("email", email=EMAIL, by=sari)
    code = re.search(r"\d{8}", mail.outbox.pop().body)[0]
    assert actions.confirm_by_code(code, by=sari)
    return sari


@pytest.fixture
def told(django_capture_on_commit_callbacks):
    def tell(now):
        with django_capture_on_commit_callbacks(execute=True):
            return send_notices(now)

    return tell


def by_telegram(user):
    code = actions.choose_notices("telegram", by=user)
    return hear("telegram", f"Kode {code}")


def test_off_by_default(sari, told):
    make_consultation(text=QUESTION)
    assert told(NOON) == 0


def test_one_notice_for_all_that_waits_without_content(by_mail, told):
    make_consultation(text=QUESTION), make_consultation(text=QUESTION)
    assert told(NOON) == 1
    (sent,) = mail.outbox
    assert "Ada 2 hal menunggu Anda" in sent.body
    assert "https://pimpasa.contoh/" in sent.body
    assert "rahasia" not in sent.body + sent.subject


def test_nothing_new_no_second_notice(by_mail, told):
    make_consultation()
    told(NOON)
    assert told(NOON + timedelta(hours=5)) == 0


def test_not_more_often_than_every_four_hours(by_mail, told):
    make_consultation()
    told(NOON)
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        make_consultation()
    assert told(NOON + timedelta(hours=2)) == 0
    assert told(NOON + timedelta(hours=4)) == 1


def test_what_is_late_is_reminded_of_once_a_day(by_mail, told):
    make_consultation()
    told(NOON)
    assert told(NOON + timedelta(hours=49)) == 1
    assert told(NOON + timedelta(hours=54)) == 0


def test_never_in_quiet_hours(by_mail, told):
    make_consultation()
    assert told(NIGHT) == 0


@pytest.mark.parametrize(("start", "end", "hour", "quiet"), [(20, 6, 23, 1), (20, 6, 6, 0), (1, 5, 3, 1), (7, 7, 7, 0)])
def test_quiet_hours(start, end, hour, quiet):
    assert NoticeChoice(quiet_from=start, quiet_until=end).is_quiet_at(hour) == bool(quiet)


def test_whoever_left_is_told_nothing_and_forgotten(by_mail, told):
    make_consultation()
    Posting.objects.filter(user=by_mail).update(revoked_on="2026-11-23", ends_on="2026-11-23")
    assert told(NOON) == 0
    assert not NoticeChoice.objects.exists()


def test_a_private_note_counts_for_the_officer_alone(sari, agent):
    thread = make_consultation("agent")
    open_private_part(thread, "officer", said("rahasia"), secret=new_secret())
    assert what_waits(sari, NOON).number == 1
    assert what_waits(agent, NOON).number == 1  # the thread; of the private note an agent never hears


def test_telegram_is_confirmed_by_writing_there(sari, told):
    contact = by_telegram(sari)
    make_consultation(text=QUESTION)
    assert told(NOON) == 1
    assert "Ada 1 hal menunggu" in said_to(contact)[-1]
    assert contacts_needed([contact.pk]) == {contact.pk}


def test_a_code_works_once_and_only_for_half_an_hour(sari):
    code = actions.choose_notices("telegram", by=sari)
    with time_machine.travel(NOON + timedelta(minutes=31), tick=False):
        assert "tidak berlaku" in said_to(hear("telegram", f"KODE {code}"))[-1]
    hear("telegram", f"KODE {code}")
    assert "tidak berlaku" in said_to(hear("telegram", f"KODE {code}"))[-1]


def test_a_code_of_one_network_does_not_count_on_another(sari):
    code = actions.choose_notices("telegram", by=sari)
    assert "tidak berlaku" in said_to(hear("whatsapp", f"KODE {code}"))[-1]


def test_a_code_is_guessed_five_times_at_most(sari):
    actions.choose_notices("email", email=EMAIL, by=sari)
    for _time in range(5):
        assert not actions.confirm_by_code("00000000", by=sari)
    NoticeChoice.objects.update(code_key=actions._key("12345678"))
    assert not actions.confirm_by_code("12345678", by=sari)


def test_codes_are_not_made_one_after_the_other(sari):
    actions.choose_notices("telegram", by=sari)
    with pytest.raises(ValidationError):
        actions.choose_notices("telegram", by=sari)


def test_only_for_those_who_read(db):
    with pytest.raises(PermissionDenied):
        actions.choose_notices("telegram", by=make_user())


def test_stopping_forgets_the_address(by_mail):
    actions.stop_notices(by=by_mail)
    assert not NoticeChoice.objects.exists()


def test_the_address_lies_sealed_and_is_in_no_audit(by_mail, told, caplog):
    make_consultation(text=QUESTION)
    told(NOON)
    assert EMAIL.encode() not in bytes(NoticeChoice.objects.get().address)
    assert EMAIL not in str(list(AuditEntry.objects.values())) + caplog.text


def test_a_failing_mail_server_is_logged_without_the_address(by_mail, told, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 9, False
    make_consultation()
    told(NOON)
    assert "a notice by e-mail failed" in caplog.text
    assert EMAIL not in caplog.text


def test_the_page_shows_the_code_to_send_once(client, sari):
    client.force_login(sari)
    form = {"apa": "minta", "channel": "telegram", "email": "", "quiet_from": "21", "quiet_until": "5"}
    page = client.post(reverse("own-notices"), form).content.decode()
    code = re.search(r"KODE (\d{8})", page)[1]
    assert code not in client.get(reverse("own-notices")).content.decode()
    hear("telegram", f"KODE {code}")
    assert "Sekarang aktif lewat Telegram" in client.get(reverse("own-notices")).content.decode()


def test_an_error_keeps_what_was_typed(client, sari):
    client.force_login(sari)
    form = {"apa": "minta", "channel": "email", "email": "bukan surel", "quiet_from": "21", "quiet_until": "5"}
    page = client.post(reverse("own-notices"), form)
    assert page.status_code == 400
    assert 'value="bukan surel"' in page.content.decode()


def test_the_page_by_mail(client, sari, django_capture_on_commit_callbacks):
    client.force_login(sari)
    form = {"apa": "minta", "channel": "email", "email": EMAIL, "quiet_from": "21", "quiet_until": "5"}
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(reverse("own-notices"), form).content.decode()
    code = re.search(r"\d{8}", mail.outbox[0].body)[0]
    assert code not in page
    client.post(reverse("own-notices"), {"apa": "kode", "kode": code})
    assert NoticeChoice.objects.get().confirmed_at == timezone.now()
    client.post(reverse("own-notices"), {"apa": "matikan"})
    assert not NoticeChoice.objects.exists()
    assert not Contact.objects.exists()
