"""The command `pimpasa tasks`: a worker on a machine of its own, or what is due, done once."""

import signal
import sys

import click

from pimpasa.foundation.commands import AS_JSON, ready, tell


@click.command()
@click.option("--once", is_flag=True, help="Kerjakan yang sudah waktunya, lalu selesai.")
@AS_JSON
def tasks(once: bool, as_json: bool) -> None:
    """Mengerjakan tugas berkala dan antrean, sampai dihentikan dengan Ctrl-C."""
    # A plain kill must let go of the database too, also before the worker takes the signal over.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with ready(as_json):
        failed = _work(once, as_json)
    if once and failed:
        sys.exit(1)


def _work(once: bool, as_json: bool) -> list[str]:
    from django.utils import timezone

    from pimpasa.foundation.tasks.runs import done_since, failed_since
    from pimpasa.foundation.tasks.worker import work

    started = timezone.now()
    work(once=once)
    done, failed = done_since(started), failed_since(started)
    tell(as_json, {"done": done, "failed": failed}, f"Selesai: {_names(done)}. Gagal: {_names(failed)}.")
    return failed


def _names(tasks: list[str]) -> str:
    return ", ".join(tasks) or "tidak ada"
