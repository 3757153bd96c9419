"""The queue's own upkeep: what a dead worker held goes back into the queue, old failures go."""

from asgiref.sync import async_to_sync
from django.utils import timezone
from procrastinate import App, exceptions, jobs
from procrastinate.contrib.django import app

from pimpasa.foundation.tasks.declaring import NIGHTLY, every

FAILURES_KEPT_HOURS = 30 * 24


async def rescue(queue: App) -> None:
    """Gives jobs whose worker was killed to another one; a periodic one that waits again already is let go."""
    # Not a job itself: it would wait for the lock that its own dead run still holds.
    for lost in await queue.job_manager.get_stalled_jobs():
        try:
            await queue.job_manager.retry_job(lost, retry_at=timezone.now())
        except (exceptions.AlreadyEnqueued, exceptions.UniqueViolation):
            await queue.job_manager.finish_job(lost, status=jobs.Status.FAILED, delete_job=True)


@every(NIGHTLY, name="tasks.forget-failures")
def forget_failures() -> None:
    forget = async_to_sync(app.job_manager.delete_old_jobs)
    forget(nb_hours=FAILURES_KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True)
