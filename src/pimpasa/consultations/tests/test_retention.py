"""Words of threads that are over go after their time; what happened stays."""

from contextlib import nullcontext
from datetime import timedelta

import pytest
import time_machine
from click.testing import CliRunner
from django.utils import timezone

from pimpasa.consultations.actions.asking import ask_on, close_by_asker, leave_contact
from pimpasa.consultations.actions.private import open_private_part, reply_privately
from pimpasa.consultations.models import Consultation, ContactDetail, Entry, EntryWords, Step
from pimpasa.consultations.private.models import PrivateEntry, PrivateWords
from pimpasa.consultations.receipts.making import new_secret
from pimpasa.consultations.searching.models import WordMark
from pimpasa.consultations.tests.make import answered, make_asked, make_consultation, said
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.installation import commands
from pimpasa.foundation.installation.retention_run import run
from pimpasa.foundation.installation.tests.make import set_up_site

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SUBJECT = "consultation_words"


def erased(after_days, **options):
    (one,) = [one for one in run(now=timezone.now() + after_days * DAY, **options) if one.subject == SUBJECT]
    return one.count


@pytest.fixture
def closed(sari):
    found = answered(make_consultation(), sari)
    return close_by_asker(found)


def test_a_year_after_closing_the_words_go_and_the_events_stay(closed):
    steps = Step.objects.count()
    assert (erased(364), EntryWords.objects.count()) == (0, 2)
    assert (erased(366), EntryWords.objects.count(), WordMark.objects.count()) == (1, 0, 0)
    assert (Entry.objects.count(), Step.objects.count()) == (2, steps)
    assert [entry.words for entry in Entry.objects.all()] == ["", ""]
    assert AuditEntry.objects.filter(verb="erase-consultation-words", object_id=str(closed.pk)).count() == 1


def test_the_words_can_be_looked_for_until_then(closed):
    assert WordMark.objects.filter(consultation=closed).exists()


def test_twice_is_once(closed):
    assert (erased(366), erased(366)) == (1, 0)


def test_what_is_still_open_keeps_its_words(sari):
    answered(make_consultation(), sari)
    assert (erased(3650), EntryWords.objects.count()) == (0, 2)


def test_a_thread_opened_again_begins_anew(closed):
    with time_machine.travel(timezone.now() + 300 * DAY):
        close_by_asker(ask_on(closed, said("Satu lagi?")))
    assert (erased(366), erased(300 + 366)) == (0, 1)


def test_a_question_that_nobody_was_chosen_for_goes_too_with_its_contact():
    asked = make_asked()
    leave_contact(asked.consultation, "0812 0000 0000")
    assert (erased(366), EntryWords.objects.count(), ContactDetail.objects.count()) == (1, 0, 0)
    assert Consultation.objects.filter(pk=asked.consultation.pk).exists()


def private_part(thread):
    return open_private_part(thread, "officer", said("Jangan bilang agen."), secret=new_secret()).part


def test_private_words_go_with_the_thread_once_replied_to(closed, sari):
    reply_privately(private_part(closed), said("Baik."), by=sari)
    assert (erased(366), PrivateWords.objects.count(), PrivateEntry.objects.count()) == (1, 0, 2)


def test_private_words_that_wait_for_a_reply_stay(closed):
    private_part(closed)
    assert (erased(366), EntryWords.objects.count(), PrivateWords.objects.count()) == (1, 0, 1)


def test_private_words_said_later_keep_the_private_part(closed, sari):
    Consultation.objects.update(state_since=timezone.now() - 366 * DAY)
    reply_privately(private_part(closed), said("Baik."), by=sari)
    assert (erased(0), PrivateWords.objects.count()) == (1, 2)
    assert (erased(366), PrivateWords.objects.count()) == (1, 0)


def test_the_installation_may_set_other_days(closed):
    set_up_site("Kantor Imigrasi Uji", **{SUBJECT: 30})
    assert erased(31) == 1


def test_a_dry_run_shows_it_and_erases_nothing(closed, monkeypatch):
    monkeypatch.setattr(commands, "ready", lambda as_json: nullcontext())
    with time_machine.travel(timezone.now() + 366 * DAY):
        shown = CliRunner().invoke(commands.retention, ["run", "--dry-run"]).output
    assert f"{SUBJECT}: 1 akan dihapus (lebih lama dari 365 hari)" in shown
    assert EntryWords.objects.count() == 2
