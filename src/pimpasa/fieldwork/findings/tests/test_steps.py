from datetime import timedelta

import pytest
import time_machine
import uuid6
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from pimpasa.accounts.tests.make import VILLAGE_B
from pimpasa.fieldwork.findings import actions
from pimpasa.fieldwork.findings.models import Finding, FindingFile
from pimpasa.fieldwork.findings.queries import late_findings, waiting_words
from pimpasa.fieldwork.findings.tests.make import handled, make_finding, new_finding, sent_pdf, verified
from pimpasa.fieldwork.masking import MASK
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.uploads import RefusedFileError

HOUR = timedelta(hours=1)


@pytest.fixture
def sent(agent, sari, wati):
    return make_finding(agent)


def states_of(finding) -> list[str]:
    return [step.to_state for step in finding.steps.all()]


def test_the_whole_way_is_kept_step_by_step(sent, sari, wati):
    closed = actions.close_finding(
        handled(verified(sent, sari), wati),
        note="Sudah diperiksa, izinnya sah.",
        document=sent_pdf(),
        version=3,
        by=wati,
    )
    assert states_of(closed) == ["submitted", "verified", "being_handled", "closed"]
    assert (closed.section, closed.files.get().closes, closed.due_at) == ("inteldakim", True, None)
    assert AuditEntry.objects.filter(verb="move-finding").count() == 3


def test_a_returned_finding_is_completed_and_sent_again(sent, sari, agent):
    back = actions.return_finding(sent, note="RT berapa?", version=1, by=sari)
    again = actions.complete_finding(back, new_finding(id=sent.pk, place="RT 004"), version=2, by=agent)
    assert states_of(again) == ["submitted", "returned", "submitted"]
    assert again.place == "RT 004"


@pytest.mark.parametrize("step", [actions.return_finding, actions.reject_finding])
def test_sending_back_and_rejecting_need_a_reason(step, sent, sari):
    with pytest.raises(ValidationError):
        step(sent, note=" ", version=1, by=sari)


def test_verifying_needs_every_check(sent, sari):
    with pytest.raises(ValidationError):
        actions.verify_finding(sent, checks=("place",), version=1, by=sari)


def test_a_step_out_of_order_is_refused(sent, sari):
    with pytest.raises(ValidationError):
        handled(sent, sari)


def test_the_second_of_two_is_told_what_changed(sent, sari, wati):
    verified(sent, sari)
    with pytest.raises(actions.ChangedMeanwhileError) as told:
        actions.reject_finding(sent, note="Bukan temuan", version=1, by=wati)
    assert [step.to_state for step in told.value.steps] == ["verified"]


def test_an_ordinary_finding_is_verified_within_48_and_handled_within_72_hours(sent, sari):
    assert sent.due_at - sent.sent_at == 48 * HOUR
    later = verified(sent, sari)
    assert later.due_at - later.state_since == 72 * HOUR


def test_signs_of_trafficking_have_6_hours_for_the_whole_way(agent, sari, wati):
    finding = make_finding(agent, "trafficking", what="")
    assert finding.due_at - finding.sent_at == 6 * HOUR
    with time_machine.travel(timezone.now() + 5 * HOUR):
        assert verified(finding, wati).due_at - finding.sent_at == 6 * HOUR


def test_what_is_late_is_told_in_words_and_counted_for_the_head(sent, wati):
    assert "Sisa waktu 47 jam" in waiting_words(sent)
    with time_machine.travel(timezone.now() + 50 * HOUR):
        assert "Lewat waktu 2 jam" in waiting_words(sent)
        assert late_findings(wati) == 1


def test_the_same_key_sends_once(agent, sari):
    new = new_finding()
    assert actions.send_finding(new, by=agent) == actions.send_finding(new, by=agent)
    assert Finding.objects.get().steps.count() == 1


def test_nobody_sends_for_a_village_elsewhere(agent, sari, budi):
    with pytest.raises(PermissionDenied):
        make_finding(agent, village=VILLAGE_B)


def test_a_finding_that_nobody_could_read_is_not_taken(agent):
    with pytest.raises(ValidationError, match="Belum ada petugas"):
        make_finding(agent)


def test_numbers_of_victims_are_masked(agent, sari):
    finding = make_finding(agent, what="Ibu N, 3301010101010001, telp 081234567890", place="RT 1, dekat 0812-3456-7890")
    assert finding.what == f"Ibu N, {MASK}, telp {MASK}"
    assert finding.place == f"RT 1, dekat {MASK}"


def test_signs_of_trafficking_keep_no_story_whatever_is_sent(agent, sari):
    finding = make_finding(agent, "trafficking", what="Anak Pak X", recruiter="Pak Y 081234567890, 3301010101010001")
    assert (finding.what, finding.recruiter) == ("", f"Pak Y 081234567890, {MASK}")


def test_the_database_itself_refuses_a_story_about_victims(agent, sari):
    finding = make_finding(agent, "trafficking", what="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(what="Anak Pak X")


@pytest.mark.parametrize("person", ["budi", "former", "agent"])
def test_neighbours_former_officers_and_agents_take_no_step(person, sent, request):
    with pytest.raises(PermissionDenied):
        actions.reject_finding(sent, note="x", version=1, by=request.getfixturevalue(person))


def test_only_the_sender_completes(sent, sari, wati):
    back = actions.return_finding(sent, note="RT berapa?", version=1, by=sari)
    with pytest.raises(PermissionDenied):
        actions.complete_finding(back, new_finding(id=sent.pk), version=2, by=wati)


def test_a_finding_takes_five_files_each_once(sent, agent):
    keys = [uuid6.uuid7() for _ in range(FindingFile.MOST)]
    for key in [*keys, keys[0]]:
        actions.add_file(sent, sent_pdf(), key=key, by=agent)
    with pytest.raises(ValidationError, match="5"):
        actions.add_file(sent, sent_pdf(), key=uuid6.uuid7(), by=agent)
    assert sent.files.count() == FindingFile.MOST


def test_a_pdf_with_a_script_is_refused(sent, agent):
    with pytest.raises(RefusedFileError):
        actions.add_file(sent, sent_pdf(b"/OpenAction << /JS (x) >>"), key=uuid6.uuid7(), by=agent)


def test_a_bad_closing_document_leaves_the_finding_open(sent, sari):
    ready = handled(verified(sent, sari), sari)
    with pytest.raises(RefusedFileError):
        actions.close_finding(ready, note="Selesai", document=sent_pdf(b"/JS (x)"), version=3, by=sari)
    assert Finding.objects.get().state == "being_handled"


def test_signs_of_trafficking_take_no_pictures(agent, sari):
    finding = make_finding(agent, "trafficking", what="")
    with pytest.raises(ValidationError):
        actions.add_file(finding, sent_pdf(), key=uuid6.uuid7(), by=agent)
