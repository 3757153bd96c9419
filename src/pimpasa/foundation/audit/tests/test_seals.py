"""Whoever owns the database can switch the guards off; the chain must show what they did then."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from click.testing import CliRunner
from django.db import connection, connections, transaction

from pimpasa.accounts.tests.make import make_user
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.audit.commands import audit
from pimpasa.foundation.audit.models import AuditCheck, AuditEntry, AuditSeal, UnsealedEntry
from pimpasa.foundation.audit.queries import latest_check, latest_seal
from pimpasa.foundation.audit.seals import seal_waiting
from pimpasa.foundation.audit.tasks import verify as verify_nightly
from pimpasa.foundation.audit.verifying import verify

pytestmark = pytest.mark.django_db


def write(number=2):
    sari = make_user(f"sari{AuditEntry.objects.count()}")
    return [record(sari, "close-account", sari, count=count) for count in range(number)]


GUARDS = [
    ("audit_auditentry", "append_only"),
    ("audit_auditentry", "wait_for_seal"),
    ("audit_auditseal", "append_only"),
]


def tamper(statement, *values):
    """As a superuser would, with every guard off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table, guard in GUARDS:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {guard}")
        cursor.execute(statement, values)
        for table, guard in GUARDS:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {guard}")


@pytest.fixture
def chain(time_machine):
    """Three seals in three minutes."""
    seals = []
    for minute in (1, 2, 3):
        time_machine.move_to(f"2026-11-24T10:0{minute}:20+00:00", tick=False)
        write()
        seals += seal_waiting()
    return seals


def codes(found) -> set[str]:
    return {trouble.code for trouble in found.troubles}


def test_every_entry_is_in_exactly_one_seal(chain):
    sealed = [key for seal in chain for key in seal.entries]
    assert sorted(sealed) == sorted(AuditEntry.objects.values_list("pk", flat=True))
    assert not UnsealedEntry.objects.exists()
    assert [seal.number for seal in chain] == [1, 2, 3]


def test_a_minute_without_deeds_needs_no_seal(chain):
    assert seal_waiting() == []
    assert latest_seal() == chain[-1]


def test_many_entries_make_several_seals(monkeypatch):
    monkeypatch.setattr("pimpasa.foundation.audit.seals.LARGEST_SEAL", 2)
    write(5)
    assert [seal.count for seal in seal_waiting()] == [2, 2, 1]
    assert verify().is_valid


def test_an_untouched_chain_holds(chain):
    write()
    found = verify(chain[0].chain_hash)
    assert (found.is_valid, found.seals, found.entries, found.waiting) == (True, 3, 6, 2)
    assert (found.head, found.printed_minute) == (chain[-1].chain_hash, chain[0].minute)


def test_a_changed_detail_is_found_in_its_minute(chain):
    tamper("UPDATE audit_auditentry SET details = '{\"count\": 9}' WHERE id = %s", chain[1].first)
    found = verify()
    assert codes(found) == {"changed-entry"}
    assert found.first_trouble.minute == chain[1].minute


@pytest.mark.parametrize("column", ["verb = 'other'", "actor_id = NULL", "recorded_at = now()", "object_id = 'x'"])
def test_every_column_of_an_entry_is_under_the_seal(chain, column):
    tamper(f"UPDATE audit_auditentry SET {column} WHERE id = %s", chain[0].last)
    assert codes(verify()) == {"changed-entry"}


def test_a_deleted_entry_is_named(chain):
    tamper("DELETE FROM audit_auditentry WHERE id = %s", chain[0].first)
    assert verify().first_trouble.what == str(chain[0].first)


def test_an_entry_slipped_in_past_the_seals_is_found(chain):
    tamper(
        "INSERT INTO audit_auditentry (id, recorded_at, verb, object_kind, object_id, details)"
        " VALUES (gen_random_uuid(), '2026-11-24T10:01:00Z', 'close-account', 'accounts.user', '1', '{}')"
    )
    assert codes(verify()) == {"unsealed-entry"}


def test_an_entry_with_an_old_date_is_told_as_late(chain):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_auditentry (id, recorded_at, verb, object_kind, object_id, details)"
            " VALUES (gen_random_uuid(), '2025-01-01T10:01:00Z', 'close-account', 'accounts.user', '1', '{}')"
        )
    seal_waiting()
    assert (verify().is_valid, verify().late) == (True, 1)


def test_a_seal_taken_out_of_the_middle_is_missed(chain):
    tamper("DELETE FROM audit_auditseal WHERE number = 2")
    assert "missing-seal" in codes(verify())


def test_the_last_seals_taken_away_leave_their_entries_unsealed(chain):
    tamper("DELETE FROM audit_auditseal WHERE number > 1")
    assert codes(verify()) == {"unsealed-entry"}


def test_only_the_printed_head_shows_that_the_end_was_cut_off_with_its_entries(chain):
    tamper("DELETE FROM audit_auditseal WHERE number = 3")
    tamper("DELETE FROM audit_auditentry WHERE id = ANY(%s)", chain[2].entries)
    assert verify().is_valid
    assert codes(verify(chain[2].chain_hash)) == {"head-not-found"}


def test_only_the_printed_head_shows_that_the_whole_chain_was_made_anew(chain):
    tamper("DELETE FROM audit_auditseal")
    tamper("UPDATE audit_auditentry SET verb = 'other'")
    tamper("INSERT INTO audit_unsealedentry SELECT id FROM audit_auditentry")
    seal_waiting()
    assert verify().is_valid
    assert codes(verify(chain[2].chain_hash)) == {"head-not-found"}


@pytest.mark.parametrize("column", ["minute_hash = repeat('0', 64)", "minute = now()", "chain_hash = repeat('0', 64)"])
def test_every_column_of_a_seal_is_under_the_chain(chain, column):
    tamper(f"UPDATE audit_auditseal SET {column} WHERE number = 2")
    assert "broken-link" in codes(verify())


def test_an_entry_in_two_seals_is_found(chain):
    tamper("UPDATE audit_auditseal SET entries = entries || %s WHERE number = 3", [chain[0].first])
    assert {"doubled-entry", "broken-link"} <= codes(verify())


def test_an_entry_that_waits_and_is_taken_away_does_not_stop_the_sealing(chain):
    gone = write()[0]
    tamper("DELETE FROM audit_auditentry WHERE id = %s", gone.pk)
    assert seal_waiting()
    assert codes(verify()) == {"missing-entry"}


def test_the_database_refuses_to_change_a_seal(chain):
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        AuditSeal.objects.filter(number=1).delete()


def test_the_nightly_check_keeps_what_it_found(chain):
    verify_nightly()
    assert (latest_check().head, latest_check().trouble) == (chain[-1].chain_hash, "")
    tamper("UPDATE audit_auditentry SET verb = 'other' WHERE id = %s", chain[1].first)
    verify_nightly()
    assert (latest_check().trouble, latest_check().trouble_minute) == ("changed-entry", chain[1].minute)
    assert AuditCheck.objects.count() == 2


def run(*arguments):
    return CliRunner().invoke(audit, arguments)


@pytest.mark.django_db(transaction=True)
def test_the_command_seals_and_verifies_and_names_the_first_minute_that_was_changed():
    with transaction.atomic():
        write()
    sealed = json.loads(run("seal", "--json").output)
    assert (sealed["seals"], sealed["entries"]) == (1, 2)
    done = run("verify", "--head", sealed["head"][:16].upper(), "--json")
    assert (done.exit_code, json.loads(done.output)["valid"]) == (0, True)

    seal = latest_seal()
    tamper("UPDATE audit_auditentry SET verb = 'other' WHERE id = %s", seal.first)
    done = run("verify")
    assert done.exit_code == 1
    assert f"{seal.minute:%Y-%m-%dT%H:%M}" in done.output
    assert json.loads(run("verify", "--json").output)["first_minute"] == seal.minute.isoformat()


def test_a_head_that_is_none_is_wrong_use():
    assert run("verify", "--head", "abc").exit_code == 2


@pytest.mark.django_db(transaction=True)
def test_what_commits_late_is_in_a_later_seal():
    may_end, has_written = Event(), Event()
    sari = make_user("sari")

    def write_slowly():
        with transaction.atomic():
            record(sari, "sign-in", sari)
            has_written.set()
            assert may_end.wait(20)
        connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(write_slowly)
        assert has_written.wait(20)
        with transaction.atomic():
            record(sari, "sign-out", sari)
        early = seal_waiting()
        may_end.set()
        slow.result(20)
    assert ([seal.count for seal in early], [seal.count for seal in seal_waiting()]) == ([1], [1])
    assert verify().is_valid


@pytest.mark.django_db(transaction=True)
def test_two_sealers_at_once_seal_nothing_twice(monkeypatch):
    monkeypatch.setattr("pimpasa.foundation.audit.seals.LARGEST_SEAL", 3)
    with transaction.atomic():
        write(40)

    def seal():
        try:
            return len(seal_waiting())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        made = [pool.submit(seal) for _ in range(4)]
        assert sum(one.result(30) for one in made) == 14
    found = verify()
    assert (found.is_valid, found.entries) == (True, 40)


@pytest.mark.django_db(transaction=True)
def test_writers_and_sealers_at_once_lose_nothing():
    sari = make_user("sari")

    def write_and_seal(_):
        try:
            for _each in range(10):
                with transaction.atomic():
                    record(sari, "sign-in", sari)
                seal_waiting()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write_and_seal, range(4)))
    found = verify()
    assert (found.is_valid, found.entries, found.waiting) == (True, 40, 0)
