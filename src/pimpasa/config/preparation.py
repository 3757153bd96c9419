"""The steps before the site opens. Each returns, in words, what it did."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from pimpasa.foundation.database.dumps import dump_before_upgrade
from pimpasa.foundation.folders import PACKAGE
from pimpasa.foundation.rules.guide import fingerprint_of
from pimpasa.regions.load import load_reference_data


def migrate() -> str:
    """Unapplied migrations run after a dump, so that a failed upgrade can be undone."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return "sudah terbaru"
    dump = dump_before_upgrade(f"{plan[0][0].app_label}-{plan[0][0].name}")
    call_command("migrate", interactive=False, verbosity=0)
    return f"{len(plan)} langkah dijalankan" + (f"; cadangan di {dump}" if dump else "")


def load_data() -> str:
    return "dimuat" if load_reference_data() else "sudah terbaru"


def collect_static() -> str:
    """Copies and compresses the static files when they differ from those collected last."""
    files = sorted(path for path in PACKAGE.rglob("static/**/*") if path.is_file())
    edition = fingerprint_of([path.read_bytes() for path in files])
    stamp = Path(settings.STATIC_ROOT) / "edition.txt"
    if stamp.is_file() and stamp.read_text() == edition:
        return "sudah terbaru"
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(edition)
    return f"{len(files)} berkas"
