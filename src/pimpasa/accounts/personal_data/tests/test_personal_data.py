import json
from contextlib import nullcontext
from datetime import UTC, date, datetime

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from pimpasa.accounts.actions import close_account, end_posting, make_password_link
from pimpasa.accounts.models import Invitation, PasswordLink, User
from pimpasa.accounts.personal_data import commands
from pimpasa.accounts.personal_data.correcting import correct_person
from pimpasa.accounts.personal_data.erasing import erase_person
from pimpasa.accounts.personal_data.reading import read_person
from pimpasa.accounts.tests.make import (
    PASSWORD,
    VILLAGE_A,
    add_posting,
    make_agent,
    make_budi,
    make_office,
    make_person,
    make_sari,
    make_staff,
    make_user,
    make_wati,
)
from pimpasa.fieldwork.activities.actions import add_follow_up
from pimpasa.fieldwork.activities.models import Activity, Draft
from pimpasa.fieldwork.activities.tests.make import make_activity
from pimpasa.fieldwork.findings.models import Finding
from pimpasa.fieldwork.findings.tests.make import make_finding
from pimpasa.fieldwork.register.models import Import, ImportProgress, Officer, OfficerPhoto
from pimpasa.fieldwork.register.tests.make import make_officer_of, photo
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.personal_data import in_words
from pimpasa.foundation.roles import Role

pytestmark = pytest.mark.django_db
PLANTED = "Zubaidah Tanamannya"
ADDRESS = "zubaidah.tanaman@contoh.id"
TABLES = "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'"


def places_in_the_database(words: str) -> set[str]:
    """Every table in which a row holds the words, as a dump would."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        found = set()
        for table in tables:
            cursor.execute(f"SELECT 1 FROM {table} AS one WHERE one::text ILIKE %s LIMIT 1", [f"%{words}%"])
            if cursor.fetchone():
                found.add(table)
    return found


def run(*words, typed=""):
    return CliRunner().invoke(commands.people, words, input=typed)


@pytest.fixture
def in_the_test_database(monkeypatch):
    monkeypatch.setattr(commands, "ready", lambda as_json: nullcontext())


@pytest.fixture
def zubaidah(client):
    """An officer who did all that leaves a trace, and whose service is over."""
    make_sari()
    user = add_posting(make_user(ADDRESS, PASSWORD, display_name=PLANTED), Role.OFFICER, VILLAGE_A)
    officer = make_officer_of(user)
    officer.withdrawn_on, officer.withdrawal_reason = date(2026, 1, 1), f"{PLANTED} pindah tugas"
    officer.save()
    OfficerPhoto.objects.create(officer=officer, content=photo((20, 20)))
    Invitation.objects.create(
        token_hash="x", display_name=PLANTED, role=Role.OFFICER, invited_by=user, expires_at=timezone.now(),
        accepted_by=user,
    )  # fmt: skip
    make_activity(user)
    Draft.objects.create(owner=user, form="activity", fields={"summary": PLANTED})
    client.force_login(user)
    end_posting(user.postings.get(), by=None)
    return user


def test_everything_held_is_listed_with_where_it_lies(zubaidah):
    places = {holding.where for holding in read_person(zubaidah, by=None)}
    assert {"accounts_user", "accounts_posting", "accounts_invitation", "mfa_authenticator"} < places
    assert {"fieldwork_officer", "fieldwork_officerphoto", "fieldwork_activity", "audit_auditentry"} < places


def test_reading_somebody_elses_data_is_an_event_and_ones_own_is_not(zubaidah):
    read_person(zubaidah, by=zubaidah)
    assert not AuditEntry.objects.filter(verb="read-person-data").exists()
    read_person(zubaidah, by=None)
    assert AuditEntry.objects.filter(verb="read-person-data").count() == 1


def test_nothing_that_is_planted_stays_in_the_database(zubaidah):
    assert len(places_in_the_database(PLANTED)) >= 4
    erase_person(zubaidah)
    assert places_in_the_database(PLANTED) == places_in_the_database(ADDRESS) == set()


def test_the_face_and_the_ways_in_go(zubaidah):
    erase_person(zubaidah)
    assert not OfficerPhoto.objects.exists()
    assert not Authenticator.objects.filter(user=zubaidah).exists()
    assert not User.objects.get(pk=zubaidah.pk).has_usable_password()


def test_deeds_stay_under_a_pseudonym(zubaidah):
    erasure = erase_person(zubaidah)
    assert str(Activity.objects.get().recorded_by) == erasure.pseudonym
    assert Officer.objects.get().printed_name == erasure.pseudonym
    assert AuditEntry.objects.filter(verb="log-activity", actor=zubaidah).exists()


def test_the_pseudonym_is_drawn_not_computed(zubaidah):
    erasure = erase_person(zubaidah)
    assert erasure.pseudonym.startswith("Petugas ")
    assert erasure.pseudonym.split()[1] not in str(zubaidah.pk)


def test_erasing_is_an_event_and_twice_is_once(zubaidah):
    assert erase_person(zubaidah) == erase_person(zubaidah)
    assert AuditEntry.objects.filter(verb="erase-person").count() == 1


def test_whoever_is_erased_is_signed_out(zubaidah, client):
    assert client.get(reverse("own-data")).status_code == 200
    erase_person(zubaidah)
    assert client.get(reverse("own-data")).status_code == 302


def test_nobody_is_erased_while_a_posting_runs():
    sari = make_sari()
    with pytest.raises(ValidationError, match="Penugasan masih berjalan"):
        erase_person(sari)
    assert User.objects.get(pk=sari.pk).is_active


def test_a_posting_that_begins_later_counts_too():
    user = make_person("nanti", Role.VILLAGE_AGENT, VILLAGE_A, starts_on=date(2050, 1, 1))
    with pytest.raises(ValidationError, match="Penugasan masih berjalan"):
        erase_person(user)


def without_posting(user: User) -> User:
    end_posting(user.postings.get(), by=None)
    return user


def test_an_open_follow_up_must_pass_to_a_successor_first():
    sari = make_sari()
    activity = make_activity(sari)
    add_follow_up(activity, "Antar poster", timezone.localdate(), key=activity.pk, by=sari)
    without_posting(sari)
    with pytest.raises(ValidationError, match="petugas pengganti"):
        erase_person(sari)
    make_person("pengganti", Role.OFFICER, VILLAGE_A)
    assert erase_person(sari).pseudonym


def test_an_open_finding_must_pass_to_another_agent_first_and_its_village_is_not_told():
    make_sari()
    agent = make_agent()
    make_finding(agent, "trafficking", what="")
    without_posting(agent)
    with pytest.raises(ValidationError, match="agen pengganti") as refused:
        erase_person(agent)
    assert "Wilayah" not in str(refused.value)
    make_person("agen-baru", Role.VILLAGE_AGENT, VILLAGE_A)
    erase_person(agent)
    assert Finding.objects.get().recorded_by == agent


def test_a_closed_accounts_posting_holds_nobody_back():
    budi = make_budi()
    close_account(budi)
    budi.refresh_from_db()
    assert erase_person(budi).user_id == budi.pk


def test_correcting_leaves_no_trace_of_what_was_wrong():
    user = make_user("salah@contoh.id", display_name=PLANTED)
    correct_person(user, name="Nama Benar", email="Benar@contoh.id")
    user.refresh_from_db()
    assert (user.display_name, user.username) == ("Nama Benar", "benar@contoh.id")
    assert places_in_the_database(PLANTED) == places_in_the_database("salah@contoh.id") == set()


@pytest.mark.parametrize(("email", "field"), [("bukan surel", "email"), ("ada@contoh.id", "username")])
def test_a_bad_or_taken_address_is_refused(email, field):
    make_user("ada@contoh.id")
    with pytest.raises(ValidationError) as refused:
        correct_person(make_user("sari"), email=email)
    assert field in refused.value.message_dict


def test_an_erased_person_cannot_be_given_a_name_again(zubaidah):
    erase_person(zubaidah)
    with pytest.raises(ValidationError):
        correct_person(User.objects.get(pk=zubaidah.pk), name=PLANTED)


def test_everybody_reads_their_own_data_only(client):
    make_wati()
    sari = make_sari()
    client.force_login(sari)
    page = client.get(reverse("own-data")).content.decode()
    assert "Penugasan" in page
    assert "Wati" not in page


def test_the_download_holds_the_same(zubaidah, client):
    answer = client.get(reverse("own-data-download"))
    assert "attachment" in answer["Content-Disposition"]
    titles = [one["title"] for one in json.loads(answer.content)["holdings"]]
    assert titles == [one.title for one in read_person(zubaidah, by=zubaidah)]


def test_findings_are_told_as_a_number_only():
    make_sari()
    agent = make_agent()
    make_finding(agent, place="Rumah Pak Lurah")
    holding = next(one for one in read_person(agent, by=agent) if one.where == "fieldwork_finding")
    assert (holding.count, list(holding.values)) == (1, [])


def test_people_are_found_by_the_name_on_the_certificate_too(zubaidah, in_the_test_database):
    Officer.objects.update(printed_name="Nama Piagam")
    found = json.loads(run("find", "piagam", "--json").stdout)
    assert [one["username"] for one in found["people"]] == [ADDRESS]


def test_the_command_lists_as_json(zubaidah, in_the_test_database):
    answer = json.loads(run("list-data", ADDRESS, "--json").stdout)
    assert answer["holdings"][0]["values"][0]["nama"] == PLANTED


def test_the_command_corrects(zubaidah, in_the_test_database):
    assert run("correct", ADDRESS, "--name", "Nama Benar").exit_code == 0
    assert User.objects.get(pk=zubaidah.pk).display_name == "Nama Benar"


def test_erasing_asks_for_the_name_to_be_typed(zubaidah, in_the_test_database):
    assert run("erase", ADDRESS, typed="ya\n").exit_code == 2
    assert User.objects.get(pk=zubaidah.pk).display_name == PLANTED
    assert run("erase", ADDRESS, typed=f"{ADDRESS}\n").exit_code == 0
    assert User.objects.get(pk=zubaidah.pk).display_name != PLANTED


def test_the_command_tells_what_stands_in_the_way(in_the_test_database):
    make_staff("pengelola")
    done = run("erase", "pengelola", "--yes", "--json")
    assert done.exit_code == 1
    assert "Penugasan masih berjalan" in json.loads(done.stdout)["error"]["username"][0]


@pytest.mark.parametrize("words", [("list-data", "tidak-ada"), ("erase", "tidak-ada", "--yes")])
def test_an_unknown_person_is_an_invalid_answer(words, in_the_test_database):
    assert run(*words).exit_code == 1


def test_correcting_nothing_is_wrong_use(in_the_test_database):
    assert run("correct", "sari").exit_code == 2


def test_a_list_not_yet_decided_and_a_refusal_forget_the_address(zubaidah):
    listed = Import.objects.create(kind="officers", office=make_office(), file_name="a.xlsx", rows=[{"surel": ADDRESS}])
    ImportProgress.objects.create(source=listed, asked_at=timezone.now(), refused=f"{ADDRESS} sudah ada")
    erase_person(zubaidah)
    assert places_in_the_database(ADDRESS) == set()


def test_links_to_a_new_password_are_told_to_the_owner_and_counted_to_the_maker():
    sari, wati = make_sari(), make_wati()
    make_password_link(sari, by=wati)
    owners, makers = (_links(user) for user in (sari, wati))
    assert (owners.count, len(owners.values), makers.count, len(makers.values)) == (1, 1, 1, 0)
    close_account(sari)
    erase_person(sari)
    assert not PasswordLink.objects.exists()


def _links(user):
    (found,) = [one for one in read_person(user, by=user) if one.where == "accounts_passwordlink"]
    return found


def test_an_import_asked_for_is_counted():
    wati = make_wati()
    listed = Import.objects.create(kind="officers", office=make_office(), file_name="a.xlsx", by=wati)
    ImportProgress.objects.create(source=listed, asked_by=wati, asked_at=timezone.now())
    counts = {one.where: one.count for one in read_person(wati, by=wati)}
    assert counts["fieldwork_importprogress"] == counts["fieldwork_import"] == 1


def test_the_page_writes_moments_for_people_and_the_file_for_programs(client):
    sari = make_sari()
    client.force_login(sari)
    User.objects.update(joined_at=datetime(2025, 11, 10, 1, 0, tzinfo=UTC))
    assert "10 November 2025, 08.00" in client.get(reverse("own-data")).content.decode()
    account = json.loads(client.get(reverse("own-data-download")).content)["holdings"][0]["values"][0]
    assert account["dibuat"] == "2025-11-10T08:00+07:00"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (datetime(2025, 5, 10, 1, 0, tzinfo=UTC), "10 May 2025, 08.00"),
        (date(2025, 5, 10), "10 May 2025"),
        (True, "yes"),
        (3, "3"),
        ("", "–"),
        (None, "–"),
    ],
)
def test_a_value_in_english(value, words):
    assert in_words(value, "en") == words


def test_the_command_writes_for_people(zubaidah, in_the_test_database):
    text = run("list-data", ADDRESS).output
    assert "hari terakhir: " in text
    assert "akun terbuka: ya" in text
