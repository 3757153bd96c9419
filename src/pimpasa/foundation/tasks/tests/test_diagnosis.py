from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.db import connection
from django.utils import timezone

from pimpasa.foundation.audit.models import AuditCheck
from pimpasa.foundation.tasks import diagnosis
from pimpasa.foundation.tasks.commands import tasks
from pimpasa.foundation.tasks.models import TaskRun
from pimpasa.foundation.tasks.tests.run import apart

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def looks_at_the_test_database(monkeypatch):
    client = diagnosis.current_client()
    client.settings["NAME"] = connection.settings_dict["NAME"]
    monkeypatch.setattr(diagnosis, "current_client", lambda: client)


def test_tasks_that_never_ran_are_told():
    (found,) = diagnosis.diagnose_tasks()
    assert (found.level, "belum pernah" in found.text) == ("warn", True)


@pytest.mark.parametrize(("minutes", "level"), [(1, "ok"), (11, "warn")])
def test_tasks_that_ran_lately_are_well(minutes, level):
    TaskRun.objects.create(name="audit.seal", succeeded_at=timezone.now() - timedelta(minutes=minutes))
    assert [finding.level for finding in diagnosis.diagnose_tasks()] == [level]


def test_a_task_that_fails_is_named():
    now = timezone.now()
    TaskRun.objects.create(name="audit.seal", succeeded_at=now)
    TaskRun.objects.create(name="audit.verify", succeeded_at=now - timedelta(days=1), failed_at=now, error="KeyError")
    assert "audit.verify gagal (KeyError)" in diagnosis.diagnose_tasks()[1].text


def test_a_broken_chain_is_an_error():
    TaskRun.objects.create(name="audit.seal", succeeded_at=timezone.now())
    AuditCheck.objects.create(seals=1, head="0" * 64, trouble="changed-entry")
    assert [finding.level for finding in diagnosis.diagnose_tasks()] == ["ok", "error"]


def test_the_command_does_what_is_due_and_tells_which(monkeypatch):
    # Signals may be set in the main thread only.
    monkeypatch.setattr("signal.signal", lambda *_: None)
    done = apart(lambda: CliRunner().invoke(tasks, ["--once", "--json"]))
    assert done.exit_code == 0
    assert '"audit.seal"' in done.output
    assert TaskRun.objects.get(name="installation.erase-expired").succeeded_at
