from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.regions.sheets.actions import enter_statement, withdraw_statement
from pimpasa.regions.sheets.models import OfficeStatement, StatementWithdrawal
from pimpasa.regions.sheets.tests.make import TODAY, make_office, make_statement, new_statement


def in_force(on: date = TODAY) -> set[str]:
    return set(OfficeStatement.objects.in_force(on=on).values_list("value", flat=True))


def test_a_contact_is_trusted_for_90_days_and_the_rest_for_180(office, sari):
    phone = make_statement(office, sari, "phone", "(0282) 123456")
    hours = make_statement(office, sari)
    assert phone.expires_on == TODAY + timedelta(days=90)
    assert hours.expires_on == TODAY + timedelta(days=180)


def test_a_statement_holds_through_its_last_day_and_not_before_its_check(office, sari):
    make_statement(office, sari, value="buka", expires_on=date(2026, 5, 10))
    assert in_force(date(2026, 5, 10)) == {"buka"}
    assert in_force(date(2026, 5, 11)) == in_force(date(2026, 5, 3)) == set()


def test_a_new_address_takes_the_place_of_the_old(office, sari):
    old = make_statement(office, sari, "address", "Jalan Lama 1")
    new = make_statement(office, sari, "address", "Jalan Baru 2")
    assert new.replaces == old
    assert in_force() == {"Jalan Baru 2"}


def test_phones_stand_beside_one_another_unless_one_replaces_another(office, sari):
    first = make_statement(office, sari, "phone", "(0282) 111111")
    make_statement(office, sari, "phone", "(0282) 222222")
    make_statement(office, sari, "phone", "(0282) 333333", replaces=first.pk)
    assert in_force() == {"(0282) 222222", "(0282) 333333"}


def test_a_replaced_statement_does_not_come_back_when_its_correction_is_withdrawn(office, sari):
    make_statement(office, sari, value="lama")
    withdraw_statement(make_statement(office, sari, value="baru"), reason="Salah baca", by=sari)
    assert in_force() == set()


def test_a_statement_is_withdrawn_once_with_a_reason(office, sari):
    statement = make_statement(office, sari)
    with pytest.raises(ValidationError):
        withdraw_statement(statement, reason="  ", by=sari)
    withdraw_statement(statement, reason="Salah kantor", by=sari)
    with pytest.raises(ValidationError, match="sudah dicabut"):
        withdraw_statement(statement, reason="Lagi", by=sari)
    assert StatementWithdrawal.objects.count() == 1


def test_another_office_keeps_its_own(office, sari):
    elsewhere = make_office("kanim-lain", "Kantor Lain")
    theirs = make_statement(elsewhere, sari, "phone", "(0281) 999999")
    with pytest.raises(ValidationError):
        make_statement(office, sari, "phone", "(0282) 111111", replaces=theirs.pk)
    assert in_force() == {"(0281) 999999"}


def test_sending_the_same_form_twice_enters_it_once(office, sari):
    new = new_statement()
    assert enter_statement(office, new, by=sari) == enter_statement(office, new, by=sari)
    assert AuditEntry.objects.filter(verb="enter-statement").count() == 1


def test_the_audit_knows_who_but_not_the_words(office, sari):
    statement = make_statement(office, sari)
    withdraw_statement(statement, reason="Rahasia sekali", by=sari)
    entries = list(AuditEntry.objects.all())
    assert {(entry.actor, entry.object_id) for entry in entries} == {(sari, str(statement.pk))}
    assert "Rahasia" not in str([entry.details for entry in entries])


def test_only_staff_may_write(office, villager, sari):
    for person in (villager, AnonymousUser()):
        with pytest.raises(PermissionDenied):
            enter_statement(office, new_statement(), by=person)
    with pytest.raises(PermissionDenied):
        withdraw_statement(make_statement(office, sari), reason="x", by=villager)
    assert not StatementWithdrawal.objects.exists()


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"checked_on": date(2026, 5, 5)}, "checked_on"),
        ({"expires_on": date(2026, 5, 3), "checked_on": date(2026, 5, 1)}, "expires_on"),
        ({"checked_on": date(2020, 1, 1)}, "expires_on"),
        ({"expires_on": date(2030, 1, 1)}, "expires_on"),
    ],
)
def test_days_that_cannot_be_are_refused(office, sari, days, field):
    with pytest.raises(ValidationError) as refused:
        make_statement(office, sari, **days)
    assert field in refused.value.message_dict
    assert not OfficeStatement.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_writers_at_once_leave_one_address(office, sari):
    def write(number: int) -> None:
        make_statement(office, sari, "address", f"Jalan Baru {number}")
        connection.close()

    with ThreadPoolExecutor(4) as writers:
        list(writers.map(write, range(8)))
    assert OfficeStatement.objects.count() == 8
    assert OfficeStatement.objects.open().count() == 1


def test_a_statement_without_a_source_is_refused(office, sari):
    with pytest.raises(ValidationError) as refused:
        make_statement(office, sari, source="   ")
    assert list(refused.value.message_dict) == ["source"]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE regions_officestatement SET value = 'lain'",
        "DELETE FROM regions_officestatement",
        "UPDATE regions_statementwithdrawal SET reason = 'lain'",
        "DELETE FROM regions_statementwithdrawal",
    ],
)
def test_the_database_refuses_every_change(office, sari, change):
    withdraw_statement(make_statement(office, sari), reason="Salah", by=sari)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
