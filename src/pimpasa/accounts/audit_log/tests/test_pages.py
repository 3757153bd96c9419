import csv
from datetime import date
from io import StringIO

import pytest
from django.db import transaction
from django.urls import reverse

from pimpasa.accounts.audit_log import listing
from pimpasa.accounts.audit_log.panel import audit_panel
from pimpasa.accounts.tests.make import make_person, make_user
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.audit.models import AuditCheck, AuditEntry
from pimpasa.foundation.audit.seals import seal_waiting
from pimpasa.foundation.audit.tasks import verify
from pimpasa.foundation.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(client):
    person = make_person("audit", Role.AUDITOR)
    client.force_login(person)
    return person


@pytest.fixture
def sari():
    return make_user("sari")


def do(person, verb="sign-in", **details):
    with transaction.atomic():
        return record(person, verb, person, **details)


def read(client, page="audit-log", query="", **address):
    answer = client.get(reverse(page, kwargs=address) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def rows_of(client, query="") -> list[str]:
    """The words of the deeds shown."""
    answer = client.get(reverse("audit-log") + query)
    return [line.entry.verb for line in answer.context["found"].lines]


def test_a_deed_is_told_in_plain_words(client, auditor, sari):
    do(sari, "close-account", last_day=date(2026, 11, 1))
    text = read(client)
    assert "menutup akun" in text
    assert "hari terakhir: 1 November 2026" in text


def test_reading_the_log_is_written_down_without_the_name_asked_for(client, auditor):
    read(client, query="?orang=Sari&perbuatan=sign-in")
    entry = AuditEntry.objects.get(verb="read-audit")
    assert (entry.actor, entry.details) == (auditor, {"deed": "sign-in", "person": "asked"})


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_a_posting_for_less_than_the_country_opens_nothing(client, role):
    client.force_login(make_person("wilayah", role, "33"))
    for page in ("audit-log", "audit-log-csv", "audit-seals"):
        assert client.get(reverse(page)).status_code == 403


@pytest.mark.parametrize(
    ("query", "verbs"),
    [
        ("?orang=sari", ["sign-out", "sign-in"]),
        ("?perbuatan=sign-in", ["sign-in", "sign-in"]),
        ("?orang=SARI&perbuatan=sign-in", ["sign-in"]),
        ("?orang=-", ["erase-expired"]),
        ("?jenis=accounts.posting", []),
        ("?sampai=2020-01-01", []),
        ("?dari=2026-01-01&perbuatan=sign-out", ["sign-out"]),
    ],
)
def test_the_log_is_narrowed(client, auditor, sari, query, verbs):
    do(sari)
    do(sari, "sign-out")
    do(make_user("budi"))
    with transaction.atomic():
        record(None, "erase-expired", sari)
    assert rows_of(client, query) == verbs


def test_a_day_that_is_none_keeps_what_was_typed(client, auditor):
    text = read(client, query="?dari=kemarin&orang=sari")
    assert 'value="kemarin"' in text
    assert 'value="sari"' in text


def test_one_reads_on_though_the_log_grows(client, auditor, sari, monkeypatch):
    monkeypatch.setattr(listing, "ROWS_A_PAGE", 2)
    made = [do(sari, number=number) for number in range(5)]
    seen, query = [], "?perbuatan=sign-in"
    for _each in range(3):
        found = client.get(reverse("audit-log") + query).context["found"]
        seen += [line.entry for line in found.lines]
        do(sari, "sign-out")
        query = f"?perbuatan=sign-in&sebelum={found.older}"
    assert {entry.pk for entry in seen} == {entry.pk for entry in made}
    assert found.older is None


def test_one_record_shows_its_whole_history(client, auditor, sari):
    do(sari, "open-account")
    do(sari, "close-account")
    text = read(client, "audit-history", kind="accounts.user", key=str(sari.pk))
    assert text.index("membuka akun") < text.index("menutup akun")
    assert client.get(reverse("audit-history", args=["accounts.user", "0"])).status_code == 404


def test_the_state_of_the_chain_is_shown(client, auditor, sari):
    assert "belum pernah diperiksa" in read(client)
    do(sari)
    (seal,) = seal_waiting()
    verify()
    assert seal.chain_hash in read(client, "audit-seals")
    assert "Rantai utuh" in read(client)
    AuditCheck.objects.create(seals=1, head=seal.chain_hash, trouble="changed-entry", trouble_minute=seal.minute)
    assert "Ada catatan yang isinya berubah" in read(client)
    assert audit_panel(auditor).waiting == "masalah di rantai segel"


def test_an_empty_chain_says_when_the_first_seal_comes(client, auditor):
    assert "Belum ada segel" in read(client, "audit-seals")


def test_the_table_file_holds_what_was_asked_and_is_written_down(client, auditor, sari):
    do(sari, "close-account", count=3)
    do(auditor, "sign-out")
    answer = client.get(reverse("audit-log-csv") + "?orang=sari")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(StringIO(text))
    assert (row["kode perbuatan"], row["rincian"]) == ("close-account", '{"count": 3}')
    assert AuditEntry.objects.filter(verb="export-audit", actor=auditor).exists()


def test_a_name_is_no_formula_in_the_table_file(client, auditor):
    do(make_user("=1+1"))
    text = b"".join(client.get(reverse("audit-log-csv")).streaming_content).decode()
    assert "\n=1" not in text
    assert ",=" not in text


def test_the_number_of_queries_does_not_grow_with_the_rows(client, auditor, django_assert_max_num_queries):
    for number in range(20):
        do(make_user(f"orang{number}"), village=f"13.06.01.20{number:02}", office="")
    with django_assert_max_num_queries(16):
        read(client)
