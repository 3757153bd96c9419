import pytest
import uuid6
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pimpasa.accounts.tests.make import VILLAGE_A
from pimpasa.fieldwork.findings import actions
from pimpasa.fieldwork.findings.kinds import Check
from pimpasa.fieldwork.findings.models import Finding
from pimpasa.fieldwork.findings.tests.make import handled, make_finding, sent_pdf, verified
from pimpasa.foundation.audit.models import AuditEntry

LIST = "/petugas/temuan/"


def typed(**fields) -> dict:
    now = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    given = {"id": str(uuid6.uuid7()), "village": VILLAGE_A, "occurred_at": now, "place": "RT 003", "what": "Ada tamu."}
    return {**given, **fields}


def page_of(finding) -> str:
    return reverse("finding", args=[finding.pk])


def step_of(finding, state) -> str:
    return reverse("finding-step", args=[finding.pk, state])


@pytest.fixture
def sent(agent, sari, wati):
    return make_finding(agent, what="Dua tamu bekerja di pabrik.")


@pytest.fixture
def signs(agent, sari, wati):
    return make_finding(agent, "trafficking", what="", recruiter="Pak Y", people=3)


def test_an_agent_sends_a_finding_and_sees_its_steps(client, agent, sari):
    client.force_login(agent)
    answer = client.post(LIST + "kirim/foreigners/", typed(people="2"))
    page = client.get(answer.url).content.decode()
    assert "Dikirim" in page
    assert "Sisa waktu" in page


def test_signs_of_trafficking_have_no_field_to_tell_and_show_the_helplines(client, agent, sari):
    client.force_login(agent)
    answer = client.get(LIST + "kirim/trafficking/")
    assert set(answer.context["form"].fields) & {"what", "recruiter"} == {"recruiter"}
    assert b"0800-1000" in answer.content


def test_an_unknown_kind_is_not_found(client, agent):
    client.force_login(agent)
    assert client.get(LIST + "kirim/pesta/").status_code == 404


def test_what_was_typed_stays_when_something_is_wrong(client, agent, sari):
    client.force_login(agent)
    page = client.post(LIST + "kirim/incident/", typed(what="Kata panjang", place="")).content.decode()
    assert "Kata panjang" in page
    assert not Finding.objects.exists()


@pytest.mark.parametrize(
    ("person", "status"), [("agent", 200), ("sari", 200), ("wati", 200), ("budi", 404), ("former", 403)]
)
def test_who_opens_a_finding(person, status, client, sent, request):
    client.force_login(request.getfixturevalue(person))
    assert client.get(page_of(sent)).status_code == status


def test_lists_never_tell_what_was_written(client, sent, signs, wati):
    client.force_login(wati)
    page = client.get(LIST).content.decode()
    assert "Tanda perdagangan orang" in page
    assert "Pak Y" not in page
    assert "pabrik" not in page


def test_each_reading_of_signs_of_trafficking_is_written_down(client, signs, sent, sari):
    client.force_login(sari)
    for _again in range(2):
        client.get(page_of(signs))
    client.get(page_of(sent))
    read = AuditEntry.objects.filter(verb="read-finding")
    assert [(entry.actor, entry.object_id) for entry in read] == [(sari, str(signs.pk))] * 2


def test_the_sender_does_not_see_the_recruiter_again(client, signs, agent, sari):
    client.force_login(agent)
    assert b"Pak Y" not in client.get(page_of(signs)).content
    client.force_login(sari)
    assert b"Pak Y" in client.get(page_of(signs)).content


def test_a_head_sees_in_words_and_in_red_what_is_late(client, sent, wati):
    Finding.objects.update(due_at=timezone.now() - timezone.timedelta(hours=3))
    client.force_login(wati)
    page = client.get(LIST).content.decode()
    assert '<p class="late">1 temuan lewat waktu.' in page
    assert "Lewat waktu 3 jam" in page
    assert client.get(LIST + "?keadaan=late").context["page"].paginator.count == 1


def test_a_finding_is_verified_handled_and_closed_on_its_pages(client, sent, wati):
    client.force_login(wati)
    client.post(step_of(sent, "verified"), {"version": 1, "checks": Check.values})
    client.post(step_of(sent, "being_handled"), {"version": 2, "section": "inteldakim", "intervention": "checking"})
    client.post(step_of(sent, "closed"), {"version": 3, "note": "Izin sah", "document": sent_pdf()})
    assert (Finding.objects.get().state, Finding.objects.get().files.count()) == ("closed", 1)


def test_the_second_of_two_keeps_what_was_typed_and_reads_what_changed(client, sent, sari, wati):
    verified(sent, sari)
    client.force_login(wati)
    page = client.post(step_of(sent, "rejected"), {"version": 1, "note": "Kata saya"}).content.decode()
    assert "Orang lain lebih dulu" in page
    assert "Sudah diperiksa, Sari" in page
    assert "Kata saya" in page
    assert 'name="version" value="2"' in page


def test_after_reading_what_changed_the_second_may_send_again(client, sent, sari, wati):
    verified(sent, sari)
    client.force_login(wati)
    client.post(step_of(sent, "rejected"), {"version": 2, "note": "Kata saya"})
    assert Finding.objects.get().state == "rejected"


@pytest.mark.parametrize(("person", "status"), [("agent", 403), ("budi", 404), ("former", 403)])
def test_others_take_no_step(person, status, client, sent, request):
    client.force_login(request.getfixturevalue(person))
    assert client.post(step_of(sent, "verified"), {"version": 1, "checks": Check.values}).status_code == status


def test_a_returned_finding_shows_the_sender_what_is_missing(client, sent, sari, agent):
    actions.return_finding(sent, note="RT berapa?", version=1, by=sari)
    client.force_login(agent)
    address = reverse("finding-complete", args=[sent.pk])
    assert b"RT berapa?" in client.get(address).content
    client.post(address, typed(id=str(sent.pk), version="2", place="RT 005"))
    assert (Finding.objects.get().place, Finding.objects.get().state) == ("RT 005", "submitted")


def test_completing_from_an_old_page_is_told(client, sent, sari, agent):
    actions.return_finding(sent, note="RT berapa?", version=1, by=sari)
    client.force_login(agent)
    page = client.post(
        reverse("finding-complete", args=[sent.pk]), typed(version="1", what="Kata saya")
    ).content.decode()
    assert "baru saja berubah" in page
    assert "Kata saya" in page


def test_a_file_is_added_by_the_sender_and_opened_by_readers_only(client, sent, agent, wati, budi):
    client.force_login(agent)
    client.post(reverse("finding-file-add", args=[sent.pk]), {"key": str(uuid6.uuid7()), "photo": sent_pdf()})
    address = reverse("finding-file", args=[sent.files.get().pk])
    statuses = []
    for person in (agent, wati, budi):
        client.force_login(person)
        statuses.append(client.get(address).status_code)
    assert statuses == [200, 200, 404]


def test_the_closing_document_of_signs_of_trafficking_is_for_those_who_act(client, signs, agent, wati):
    ready = handled(verified(signs, wati), wati)
    actions.close_finding(ready, note="Selesai", document=sent_pdf(), version=3, by=wati)
    address = reverse("finding-file", args=[signs.files.get().pk])
    client.force_login(agent)
    assert client.get(address).status_code == 404
    client.force_login(wati)
    assert client.get(address).status_code == 200


def queries_of(deed) -> int:
    with CaptureQueriesContext(connection) as seen:
        deed()
    return len(seen)


def test_pages_cost_the_same_after_many_findings(client, sent, agent, wati):
    client.force_login(wati)
    first = queries_of(lambda: client.get(LIST))
    for _more in range(25):
        make_finding(agent)
    assert queries_of(lambda: client.get(LIST)) == first
