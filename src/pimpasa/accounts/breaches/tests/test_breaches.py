import csv
import json
import os
from contextlib import nullcontext
from datetime import timedelta
from threading import Thread

import pytest
from click.testing import CliRunner
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from pimpasa.accounts.breaches import actions, commands
from pimpasa.accounts.breaches.affected import Incident, affected_by
from pimpasa.accounts.breaches.listing import as_csv
from pimpasa.accounts.breaches.models import BreachReport
from pimpasa.accounts.models import User
from pimpasa.accounts.tests.make import (
    make_agent,
    make_budi,
    make_person,
    make_sari,
    make_staff,
    make_user,
    make_wati,
)
from pimpasa.fieldwork.findings.tests.make import make_finding
from pimpasa.fieldwork.register.models import OfficerPhoto
from pimpasa.fieldwork.register.tests.make import make_officer_of, photo
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.clocks import WrongStepError
from pimpasa.foundation.roles import Role
from pimpasa.foundation.versions import ChangedMeanwhileError
from pimpasa.regions.queries import forget_offices

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def offices_of_this_test_only():
    forget_offices()
    yield
    forget_offices()


def told(**changed):
    now = timezone.now()
    kept = {
        "what_happened": "Laptop kantor hilang", "data_kinds": "nama, surel", "remedy": "", "username": "",
        "began_at": now - 3 * HOUR, "ended_at": now - HOUR, "found_at": now - HOUR, "reach": "sessions",
        "office_code": "",
    }  # fmt: skip
    return {**kept, **changed}


def make_report(by=None, **changed):
    return actions.report_breach(told(**changed), by=by or make_staff("pengelola"))


def incident(reach="sessions", hours=2, **more):
    now = timezone.now()
    return Incident(now - hours * HOUR, now + HOUR, reach, **more)


def names(affected, kind="person"):
    return {one.username or one.name for one in affected if one.kind == kind}


def signed_in(user, hours_ago=1):
    User.objects.filter(pk=user.pk).update(last_login=timezone.now() - hours_ago * HOUR, joined_at=LONG_AGO)


LONG_AGO = timezone.now() - timedelta(days=400)


def test_only_those_active_in_the_time_are_listed():
    signed_in(make_sari())
    signed_in(make_budi(), hours_ago=72)
    assert names(affected_by(incident())) == {"sari"}


def test_whose_session_still_lives_is_listed_though_signed_in_before(client):
    sari = make_sari()
    client.force_login(sari)
    signed_in(sari, hours_ago=72)
    from pimpasa.accounts.models import OpenSession

    OpenSession.objects.create(session_key="a", user=sari)
    OpenSession.objects.update(signed_in_at=timezone.now() - 5 * HOUR)
    assert names(affected_by(incident())) == {"sari"}


def test_of_an_account_taken_over_all_are_listed_whom_its_owner_sees():
    make_sari(), make_wati(), make_budi()
    assert names(affected_by(incident("account", username="wati"))) == {"sari", "wati"}


def test_of_an_office_all_are_listed_who_serve_under_it():
    make_sari(), make_wati(), make_budi()
    assert names(affected_by(incident("office", office_code="kanim-x"))) == {"sari", "wati"}


def test_a_backup_holds_everybody_who_had_an_account_then():
    old = make_user("lama")
    User.objects.filter(pk=old.pk).update(joined_at=LONG_AGO)
    make_user("baru")
    before = Incident(LONG_AGO, timezone.now() - HOUR, "backup")
    assert names(affected_by(before)) == {"lama"}


def test_of_pictures_only_those_whose_picture_is_held_are_listed():
    OfficerPhoto.objects.create(officer=make_officer_of(make_sari()), content=photo((20, 20)))
    make_officer_of(make_budi(), "kanim-y")
    affected = affected_by(incident("photos"))
    assert [(one.username, one.held) for one in affected] == [("sari", "foto wajah")]


def test_each_is_told_through_the_office_over_them():
    make_sari(), make_wati(), make_agent()
    make_person("staf", Role.OFFICE_STAFF, "kanim-x")
    ways = {one.username: one.through for one in affected_by(incident("backup"))}
    assert ways["sari"] == ways["agus"] == ways["staf"] == "kepala Kantor kanim-x, tatap muka"
    assert ways["wati"].startswith("kantor wilayah di atas")


def test_open_signs_of_trafficking_are_told_as_the_office_never_as_village_or_sender():
    make_sari()
    make_finding(make_agent(), "trafficking", what="")
    (one,) = [one for one in affected_by(incident()) if one.kind == "office"]
    assert one.name == "Kantor kanim-x"
    assert "33.01.01.2001" not in str(one)
    assert "agus" not in str(one)


def test_an_account_elsewhere_could_not_read_the_matter():
    make_sari(), make_budi()
    make_finding(make_agent(), "trafficking", what="")
    assert names(affected_by(incident("account", username="budi")), "office") == set()
    assert names(affected_by(incident("account", username="sari")), "office") == {"Kantor kanim-x"}


def test_other_findings_are_not_among_them():
    make_sari()
    make_finding(make_agent())
    assert names(affected_by(incident()), "office") == set()


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless():
    user = make_user("jahat", display_name="=cmd()")
    signed_in(user)
    rows = list(csv.reader(as_csv(affected_by(incident())).splitlines()))
    assert rows[1][1] == "'=cmd()"


def test_the_notice_is_due_three_times_24_hours_after_finding():
    report = make_report()
    assert report.due_at - report.found_at == timedelta(hours=72)


def test_reporting_is_for_administrators_and_the_audit_keeps_no_words():
    with pytest.raises(PermissionDenied):
        make_report(by=make_sari())
    make_report()
    assert AuditEntry.objects.get(verb="report-breach").details == {"reach": "sessions"}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"reach": "account", "username": "tidak-ada"}, "username"),
        ({"reach": "office"}, "office_code"),
        ({"found_at": timezone.now() + timedelta(days=365)}, "found_at"),
        ({"what_happened": ""}, "what_happened"),
    ],
)
def test_what_cannot_be_true_is_refused_by_its_field(changed, field):
    with pytest.raises(ValidationError) as refused:
        make_report(**changed)
    assert field in refused.value.message_dict


def test_nobody_counts_as_told_before_somebody_was():
    report = make_report()
    by = report.recorded_by
    with pytest.raises(ValidationError, match="Catat dulu"):
        actions.move_breach(report, "told", version=1, by=by)
    actions.note_told(report, "Agen lewat kantor", "tatap muka", timezone.now(), by=by)
    assert actions.move_breach(report, "told", version=1, by=by).state == "told"


def test_a_closed_report_changes_no_more():
    report = make_report()
    report = actions.move_breach(report, "closed", version=1, by=report.recorded_by)
    with pytest.raises(ValidationError, match="sudah ditutup"):
        actions.change_breach(report, told(), version=2, by=report.recorded_by)
    with pytest.raises(WrongStepError):
        actions.move_breach(report, "told", version=2, by=report.recorded_by)


def test_of_two_who_change_it_the_second_is_told():
    report = make_report()
    actions.change_breach(report, told(remedy="Kata sandi diganti"), version=1, by=report.recorded_by)
    with pytest.raises(ChangedMeanwhileError):
        actions.change_breach(report, told(), version=1, by=report.recorded_by)


def test_reading_the_list_is_an_event(client):
    report = make_report()
    client.force_login(report.recorded_by)
    assert client.get(reverse("breach-affected", args=[report.pk])).status_code == 200
    assert client.get(reverse("breach-affected-csv", args=[report.pk]))["Content-Type"].startswith("text/csv")
    assert AuditEntry.objects.filter(verb="list-affected", actor=report.recorded_by).count() == 2


def as_form(**changed):
    return {
        name: timezone.localtime(value).strftime("%Y-%m-%dT%H:%M") if name.endswith("_at") else value
        for name, value in told(**changed).items()
    }


def test_an_administrator_keeps_it_by_the_pages(client):
    client.force_login(make_staff("pengelola"))
    page = client.post(reverse("breach-add"), as_form())
    report = BreachReport.objects.get()
    assert page.headers["Location"] == report.get_absolute_url()
    notice = {"told": "Agen lewat kantor", "how": "tatap muka", "told_at": as_form()["found_at"]}
    client.post(reverse("breach-note-told", args=[report.pk]), notice)
    client.post(reverse("breach-move", args=[report.pk]), {"step": "told", "version": "1"})
    assert "sudah diberitahukan" in client.get(report.get_absolute_url()).content.decode()


def test_what_was_typed_stays_beside_the_error(client):
    client.force_login(make_staff("pengelola"))
    page = client.post(reverse("breach-add"), as_form(reach="office")).content.decode()
    assert "Sebut kode kantornya." in page
    assert "Laptop kantor hilang" in page


def test_the_second_of_two_keeps_what_was_typed_and_may_save_again(client):
    report = make_report()
    client.force_login(report.recorded_by)
    typed = as_form(remedy="Milik saya") | {"version": "1"}
    actions.change_breach(report, told(remedy="Milik orang lain"), version=1, by=report.recorded_by)
    page = client.post(reverse("breach-change", args=[report.pk]), typed)
    assert "Orang lain baru saja mengubahnya" in page.content.decode()
    typed["version"] = page.context["form"]["version"].value()
    client.post(reverse("breach-change", args=[report.pk]), typed)
    assert BreachReport.objects.get().remedy == "Milik saya"


@pytest.mark.parametrize("step", ["told", "kucing", ""])
def test_a_step_that_cannot_be_is_told_on_the_page(client, step):
    report = make_report()
    client.force_login(report.recorded_by)
    client.post(reverse("breach-move", args=[report.pk]), {"step": step, "version": "x"})
    assert BreachReport.objects.get().state == "found"
    assert 'role="status"' in client.get(report.get_absolute_url()).content.decode()


def run(*words):
    return CliRunner().invoke(commands.breach, ["list", *words])


@pytest.fixture
def in_the_test_database(monkeypatch):
    monkeypatch.setattr(commands, "ready", lambda as_json: nullcontext())


def test_the_command_lists_and_writes_it_down(in_the_test_database, tmp_path):
    signed_in(make_sari())
    file = tmp_path / "siapa.csv"
    done = run("--since", (timezone.localdate() - timedelta(days=1)).isoformat(), "--csv", str(file), "--json")
    assert [one["username"] for one in json.loads(done.stdout)["affected"]] == ["sari"]
    assert "sari" in file.read_text()
    assert AuditEntry.objects.get(verb="list-affected").details == {"reach": "sessions", "count": 1}


def test_a_backup_speaks_for_the_moment_it_was_written(in_the_test_database, tmp_path):
    file = tmp_path / "cadangan.dump"
    file.write_bytes(b"x")
    os.utime(file, (LONG_AGO.timestamp(), LONG_AGO.timestamp()))
    make_user("baru")
    assert json.loads(run("--backup", str(file), "--json").stdout) == {"affected": []}


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ((), 2),
        (("--since", "kemarin"), 2),
        (("--since", "2026-01-01", "--photos", "--account", "sari"), 2),
        (("--since", "2026-01-01", "--account", "tidak-ada"), 1),
        (("--since", "2026-01-01", "--office", "tidak-ada"), 1),
        (("--since", "2026-02-01", "--until", "2026-01-01"), 1),
    ],
)
def test_the_command_tells_wrong_use_from_an_invalid_answer(in_the_test_database, words, status):
    assert run(*words).exit_code == status


@pytest.mark.django_db(transaction=True)
def test_two_administrators_at_the_same_moment_never_both_win():
    report, outcomes = make_report(), []

    def change():
        try:
            actions.change_breach(report, told(), version=1, by=report.recorded_by)
            outcomes.append("saved")
        except ChangedMeanwhileError:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [Thread(target=change) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["saved", "told"]
