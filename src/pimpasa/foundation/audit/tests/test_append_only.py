import pytest
from django.db import DatabaseError, connection, transaction

from pimpasa.accounts.tests.make import make_staff
from pimpasa.foundation.audit.actions import DeedOutsideTransactionError, PersonalWordsError, record
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.audit.queries import who_did

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    sari = make_staff()
    return record(sari, "close-account", sari, area="13.06", count=3)


def test_an_entry_says_who_did_what_to_which_object(entry):
    kept = AuditEntry.objects.get()
    assert (str(kept.actor), kept.verb, kept.object_kind) == ("Sari", "close-account", "accounts.user")
    assert kept.object_id == str(kept.actor_id)
    assert kept.details == {"area": "13.06", "count": 3}
    assert kept.recorded_at


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_auditentry SET verb = 'other'",
        "DELETE FROM audit_auditentry",
        "DELETE FROM audit_auditentry WHERE false",
    ],
)
def test_the_database_refuses_every_change(entry, change):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert AuditEntry.objects.get().verb == "close-account"


def test_the_database_refuses_to_empty_the_table(entry):
    # Only test databases have this guard off, so that they can be emptied between tests.
    guarded = "ALTER TABLE audit_auditentry ENABLE TRIGGER append_only_truncate; TRUNCATE audit_auditentry"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE;" + guarded)
    assert AuditEntry.objects.exists()


def test_an_entry_cannot_be_saved_again(entry):
    entry.verb = "other"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.save()


def test_free_words_are_refused(entry):
    with pytest.raises(PersonalWordsError, match="reason"):
        record(None, "close-account", entry.actor, reason="dia bilang paspornya ditahan")
    assert AuditEntry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_deed_outside_a_transaction_is_refused():
    sari = make_staff()
    with pytest.raises(DeedOutsideTransactionError):
        record(sari, "close-account", sari)
    assert not AuditEntry.objects.exists()


def test_who_did_it_is_found_by_object(entry):
    assert who_did("close-account", [entry.actor]) == {entry.object_id: "Sari"}
    assert who_did("open-account", [entry.actor]) == {}
