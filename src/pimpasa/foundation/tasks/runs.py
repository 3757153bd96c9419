"""Noting how a task ran."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db.models.functions import Now

from pimpasa.foundation.tasks.models import TaskRun


@contextmanager
def noted(name: str) -> Iterator[None]:
    """Keeps when this task ended well, or when and by which kind of error it failed."""
    try:
        yield
    except Exception as error:
        TaskRun.objects.update_or_create(name=name, defaults={"failed_at": Now(), "error": type(error).__name__})
        raise
    TaskRun.objects.update_or_create(name=name, defaults={"succeeded_at": Now(), "error": ""})


def done_since(moment: datetime) -> list[str]:
    return list(TaskRun.objects.filter(succeeded_at__gte=moment).order_by("name").values_list("name", flat=True))


def failed_since(moment: datetime) -> list[str]:
    return list(TaskRun.objects.filter(failed_at__gte=moment).order_by("name").values_list("name", flat=True))
