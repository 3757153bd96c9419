import json
from contextlib import nullcontext
from datetime import timedelta
from threading import Thread

import pytest
from click.testing import CliRunner
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from pimpasa.accounts.actions import close_account, invite
from pimpasa.accounts.invitations import Offer
from pimpasa.accounts.models import Invitation, OpenSession, User
from pimpasa.accounts.postings import Place
from pimpasa.accounts.tests.make import VILLAGE_A, make_agent, make_office, make_region, make_sari, make_user, make_wati
from pimpasa.accounts.throttle import start_attempt
from pimpasa.fieldwork.activities.models import ActivityPhoto, Draft, PhotoRemoval
from pimpasa.fieldwork.activities.tests.make import make_activity, make_activity_photo
from pimpasa.fieldwork.findings.models import Finding, FindingFile, FindingStep
from pimpasa.fieldwork.findings.tests.make import handled, make_finding, verified
from pimpasa.fieldwork.register.models import Import
from pimpasa.fieldwork.retention import ERASED
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.installation import commands
from pimpasa.foundation.installation.retention_run import run
from pimpasa.foundation.installation.tests.make import set_up_site
from pimpasa.foundation.retention import rules
from pimpasa.foundation.roles import Role
from pimpasa.foundation.uploads import keep, read
from pimpasa.guidance.models import FactReport

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def erased(subject, after_days, **options):
    """How many of the subject the run erases when it comes so many days from now."""
    (one,) = [one for one in run(now=timezone.now() + after_days * DAY, **options) if one.subject == subject]
    return one.count


def make_import(state="read"):
    return Import.objects.create(
        kind="officers", office=make_office(), file_name="daftar.xlsx", state=state, rows=[{"nama": "Zubaidah"}]
    )


def closed_finding(**fields):
    wati, agent = make_wati(), make_agent()
    finding = handled(verified(make_finding(agent, **fields), wati), wati)
    Finding.objects.filter(pk=finding.pk).update(state="closed", state_since=timezone.now())
    return Finding.objects.get(pk=finding.pk)


def test_an_undecided_list_loses_its_rows_and_stays_as_an_event():
    make_import()
    assert (erased("imports", 29), erased("imports", 31)) == (0, 1)
    assert (Import.objects.get().state, Import.objects.get().rows) == ("discarded", [])
    assert AuditEntry.objects.filter(verb="discard-import", actor=None).count() == 1


def test_a_list_that_was_applied_is_left_alone():
    make_import("applied")
    assert erased("imports", 400) == 0


def test_drafts_go():
    Draft.objects.create(owner=make_sari(), form="activity")
    assert (erased("drafts", 29), erased("drafts", 31), Draft.objects.count()) == (0, 1, 0)


def test_the_picture_of_a_sign_up_sheet_goes_for_good(django_capture_on_commit_callbacks):
    sari = make_sari()
    activity = make_activity(sari)
    sheet = make_activity_photo(activity, sari, is_sign_up_sheet=True)
    other = make_activity_photo(activity, sari)
    with django_capture_on_commit_callbacks(execute=True):
        assert erased("sign_up_sheets", 31) == 1
    assert PhotoRemoval.objects.get().photo == sheet
    assert PhotoRemoval.objects.get().reason == "expired"
    with pytest.raises(FileNotFoundError):
        read(sheet.file)
    assert read(other.file)
    assert erased("sign_up_sheets", 31) == 0
    assert ActivityPhoto.objects.count() == 2


def test_the_words_and_files_of_a_closed_finding_go_and_its_numbers_stay(django_capture_on_commit_callbacks):
    finding = closed_finding(place="Rumah Zubaidah", recruiter="Pak Calo", people=3)
    name = keep(finding.pk, b"bukti")
    FindingFile.objects.create(finding=finding, file=name, content_type="image/jpeg", recorded_by=finding.recorded_by)
    FindingStep.objects.filter(finding=finding, to_state="verified").update(note="Zubaidah saksinya")
    with django_capture_on_commit_callbacks(execute=True):
        assert (erased("findings_words", 364), erased("findings_words", 366)) == (0, 1)
    finding.refresh_from_db()
    assert (finding.place, finding.what, finding.recruiter, finding.people) == (ERASED, ERASED, "", 3)
    assert not FindingStep.objects.filter(note__contains="Zubaidah").exists()
    with pytest.raises(FileNotFoundError):
        read(name)
    assert erased("findings_words", 800) == 0


def test_a_sign_of_trafficking_still_tells_no_story_once_erased():
    finding = closed_finding(category="trafficking", what="", recruiter="Pak Calo")
    assert erased("findings_words", 366) == 1
    finding.refresh_from_db()
    assert (finding.what, finding.recruiter) == ("", "")


def test_an_open_finding_keeps_its_words_however_old():
    make_wati()
    make_finding(make_agent(), place="RT 1")
    assert erased("findings_words", 3000) == 0


def test_what_a_reader_reported_goes_once_it_is_long_resolved():
    now = timezone.now()
    FactReport.objects.create(guide="paspor", content_version="1", answer_day=now.date(), text="x", resolved_at=now)
    FactReport.objects.create(guide="paspor", content_version="1", answer_day=now.date(), text="y")
    assert (erased("fact_reports", 179), erased("fact_reports", 181)) == (0, 1)
    assert FactReport.objects.get().text == "y"


def test_invitations_go_a_month_after_they_are_over():
    place = Place(make_region(VILLAGE_A), None)
    invite(Offer("Zubaidah", Role.VILLAGE_AGENT, place), by=make_wati())
    assert (erased("invitations", 32), erased("invitations", 34), Invitation.objects.count()) == (0, 1, 0)


def test_sessions_that_are_over_go_with_their_notes(client):
    client.force_login(make_sari())
    key = client.session.session_key
    OpenSession.objects.get_or_create(session_key=key, defaults={"user": User.objects.get()})
    assert (erased("sessions", 1), erased("sessions", 2)) == (0, 1)
    assert not Session.objects.exists()
    assert not OpenSession.objects.exists()


def test_failed_attempts_go():
    start_attempt("sari")
    assert erased("sign_in_attempts", 2) == 1


def test_a_closed_account_is_erased_when_its_time_has_come():
    user = make_user("zubaidah@contoh.id")
    close_account(user)
    assert (erased("closed_accounts", 729), erased("closed_accounts", 731)) == (0, 1)
    user.refresh_from_db()
    assert user.display_name.startswith("Petugas ")
    assert erased("closed_accounts", 800) == 0


def test_an_open_account_is_never_erased_by_the_run():
    make_user("zubaidah@contoh.id")
    assert erased("closed_accounts", 3000) == 0


def test_the_days_are_those_of_the_installation():
    set_up_site(drafts=3)
    Draft.objects.create(owner=make_sari(), form="activity")
    assert erased("drafts", 4) == 1


def test_a_dry_run_counts_and_erases_nothing():
    make_import()
    Draft.objects.create(owner=make_sari(), form="activity")
    assert (erased("imports", 31, dry_run=True), erased("drafts", 31, dry_run=True)) == (1, 1)
    assert (Import.objects.get().state, Draft.objects.count()) == ("read", 1)
    assert not AuditEntry.objects.filter(verb="erase-expired").exists()


def test_what_was_erased_is_written_down_by_subject():
    Draft.objects.create(owner=make_sari(), form="activity")
    erased("drafts", 31)
    assert AuditEntry.objects.get(verb="erase-expired").details == {"subject": "drafts", "count": 1}


def test_every_subject_has_a_reason_and_a_number_that_may_be_set():
    for rule in rules().values():
        assert str(rule.title)
        assert str(rule.why).endswith(".")
        assert rule.shortest_days <= rule.days


def test_the_command_tells_each_subject(monkeypatch):
    monkeypatch.setattr(commands, "ready", lambda as_json: nullcontext())
    done = CliRunner().invoke(commands.retention, ["run", "--dry-run", "--json"])
    assert [one["subject"] for one in json.loads(done.stdout)["erased"]] == list(rules())


def test_one_subject_that_fails_does_not_keep_the_others(monkeypatch):
    Draft.objects.create(owner=make_sari(), form="activity")
    finding = closed_finding()
    monkeypatch.setattr("pimpasa.fieldwork.retention._erase_one", lambda finding: 1 / 0)
    with pytest.raises(ExceptionGroup):
        run(now=timezone.now() + 366 * DAY)
    assert not Draft.objects.exists()
    assert Finding.objects.get(pk=finding.pk).place != ERASED


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_discard_a_list_once():
    make_import()

    def discard():
        run(now=timezone.now() + 31 * DAY)
        connection.close()

    threads = [Thread(target=discard) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert AuditEntry.objects.filter(verb="discard-import").count() == 1
