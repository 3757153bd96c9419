from functools import partial

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from pimpasa.foundation.tasks.declaring import EVERY_MINUTE, every, job
from pimpasa.foundation.tasks.models import TaskRun
from pimpasa.foundation.tasks.tests.run import apart, run_waiting_jobs, waiting
from pimpasa.foundation.tasks.worker import work

done = []


@job(name="test.greet")
def greet(name: str) -> None:
    done.append(name)


@job(name="test.fail", retries=0)
def fail() -> None:
    raise LookupError("a person's words")


@every(EVERY_MINUTE, name="test.tick")
def tick() -> None:
    done.append("tick")


@pytest.fixture(autouse=True)
def nothing_done():
    done.clear()


@pytest.mark.django_db
def test_a_deferred_job_waits_and_runs_later():
    greet.defer(name="Sari")
    assert (waiting("test.greet"), done) == ([{"name": "Sari"}], [])
    assert run_waiting_jobs() == 1
    assert (waiting("test.greet"), done) == ([], ["Sari"])


@pytest.mark.django_db(transaction=True)
def test_a_job_is_lost_with_the_deed_that_left_it():
    with transaction.atomic():
        greet.defer(name="Sari")
        transaction.set_rollback(True)
    assert waiting("test.greet") == []


@pytest.mark.django_db
def test_a_failure_is_noted_without_its_words():
    fail.defer()
    with pytest.raises(LookupError):
        run_waiting_jobs()
    kept = TaskRun.objects.get(name="test.fail")
    assert (kept.error, kept.succeeded_at, bool(kept.failed_at)) == ("LookupError", None, True)


@pytest.mark.django_db(transaction=True)
def test_the_worker_does_what_is_due_and_keeps_failures():
    greet.defer(name="Sari")
    fail.defer()
    apart(partial(work, once=True))
    assert sorted(done) == ["Sari", "tick"]
    assert [job.task_name for job in ProcrastinateJob.objects.filter(status="failed")] == ["test.fail"]
    assert TaskRun.objects.get(name="test.tick").succeeded_at


@pytest.mark.django_db(transaction=True)
def test_a_second_worker_does_not_repeat_a_periodic_task(time_machine):
    time_machine.move_to("2026-11-24T10:00:30+00:00", tick=True)
    apart(partial(work, once=True))
    apart(partial(work, once=True))
    assert done == ["tick"]


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_worker_held_is_done_by_the_next():
    greet.defer(name="Sari")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL")
    apart(partial(work, once=True))
    assert "Sari" in done


@pytest.mark.django_db(transaction=True)
def test_a_periodic_task_goes_on_after_its_worker_was_killed():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (task_name, queue_name, lock, queueing_lock, status, args) VALUES"
            " ('test.tick', 'default', 'test.tick', 'test.tick', 'doing', '{\"timestamp\": 1}'),"
            " ('test.tick', 'default', 'test.tick', 'test.tick', 'todo', '{\"timestamp\": 2}')"
        )
    apart(partial(work, once=True))
    # The run that was cut off may be done once more; none is left behind.
    assert set(done) == {"tick"}
    assert not ProcrastinateJob.objects.filter(task_name="test.tick").exists()
