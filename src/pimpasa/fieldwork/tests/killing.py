"""What the test of a killed server needs inside the site's own database: people who are signed in, and a look at all
that was written. Run as `python -m pimpasa.fieldwork.tests.killing prepare|look` with PIMPASA_HOME set."""

import json
import sys
from collections.abc import Iterator
from typing import Any

from pimpasa.foundation.commands import ready


def prepare() -> dict[str, Any]:
    """Sari, the agent and Wati with their sessions, and an assisted village of office X."""
    from django.conf import settings
    from django.test import Client

    from pimpasa.accounts.tests.make import VILLAGE_A, make_agent, make_sari, make_wati
    from pimpasa.fieldwork.register.tests.make import make_assisted_village, make_decree

    settings.ALLOWED_HOSTS = ["*"]
    cookies = {}
    for name, make in {"sari": make_sari, "wati": make_wati, "agent": make_agent}.items():
        client = Client()
        client.force_login(make())
        cookies[name] = client.cookies[settings.SESSION_COOKIE_NAME].value
    village = make_assisted_village()
    return {"cookies": cookies, "village": VILLAGE_A, "assisted": str(village.pk), "decree": make_decree().number}


def look() -> dict[str, Any]:
    """The keys of all that is there, and everything that is only half there."""
    from pimpasa.fieldwork.models import Activity, ActivityPhoto, Assignment, Decree, Finding, Officer

    tables = {
        "activity": Activity,
        "photo": ActivityPhoto,
        "finding": Finding,
        "decree": Decree,
        "officer": Officer,
        "assignment": Assignment,
    }
    there = {name: [str(key) for key in table.objects.values_list("pk", flat=True)] for name, table in tables.items()}
    orphans = sorted(files_on_disk() - files_in_rows())
    return {"there": there, "half": list(half_done()), "files without a row": len(orphans)}


def half_done() -> Iterator[str]:
    yield from half_activities()
    yield from half_register()
    yield from half_imports()
    yield from without_audit()
    missing = files_in_rows() - files_on_disk()
    yield from (f"row without its file: {name}" for name in missing)


def half_activities() -> Iterator[str]:
    from pimpasa.fieldwork.models import Activity, Finding

    for one in Activity.objects.with_total().prefetch_related("officers", "follow_ups"):
        parts = hasattr(one, "words"), one.officers.count(), one.total, one.follow_ups.count()
        if parts != (True, 1, 7, 1):
            yield f"activity {one.pk}: {parts}"
    for finding in Finding.objects.all():
        if [step.version for step in finding.steps.all()] != [1]:
            yield f"finding {finding.pk} without its step"


def half_register() -> Iterator[str]:
    from pimpasa.accounts.models import Posting
    from pimpasa.fieldwork.models import Assignment, Decree, Officer

    for one in Assignment.objects.select_related("posting", "officer", "assisted_village"):
        wanted = (one.officer.user_id, one.assisted_village.village_id, one.starts_on)
        if (one.posting.user_id, one.posting.area_id, one.posting.starts_on) != wanted:
            yield f"assignment {one.pk} and its posting differ"
    officers = Officer.objects.values("user")
    lonely = Posting.objects.filter(user__in=officers, role="officer", assignment__isnull=True)
    yield from (f"posting {one.pk} without its assignment" for one in lonely)
    yield from (f"decree {one.pk} without its scan" for one in Decree.objects.filter(subject="Uji", file__isnull=True))


def half_imports() -> Iterator[str]:
    """An import is there with all its officers, or with none."""
    from pimpasa.fieldwork.models import Import, Officer

    for one in Import.objects.filter(kind="officers"):
        made = Officer.objects.filter(user__username__startswith=one.file_name.removesuffix(".csv")).count()
        wanted = int(one.counts["rows"]) if one.state == "applied" else 0
        if made != wanted:
            yield f"import {one.pk} is {one.state}, with {made} officers of {wanted}"


DEEDS = {
    "activity": "log-activity",
    "activityphoto": "add-activity-photo",
    "finding": "send-finding",
    "decree": "record-decree",
    "officer": "record-officer",
    "assignment": "assign-officer",
}


def without_audit() -> Iterator[str]:
    """Each record has exactly one entry of its making, and each entry its record."""
    from django.apps import apps

    from pimpasa.foundation.audit.models import AuditEntry

    for name, verb in DEEDS.items():
        model = apps.get_model("fieldwork", name)
        rows = sorted(str(key) for key in model.objects.values_list("pk", flat=True))
        entries = AuditEntry.objects.filter(verb=verb, object_kind=model._meta.label_lower)
        if rows != sorted(entries.values_list("object_id", flat=True)):
            yield f"{name}: {len(rows)} rows, {entries.count()} audit entries"


def files_in_rows() -> set[str]:
    from pimpasa.fieldwork.models import ActivityPhoto

    return set(ActivityPhoto.objects.values_list("file", flat=True))


def files_on_disk() -> set[str]:
    from pimpasa.foundation.folders import state_folder

    return {file.name for file in (state_folder() / "files").glob("*/*") if "." not in file.name}


if __name__ == "__main__":
    with ready(as_json=False):
        print(json.dumps({"prepare": prepare, "look": look}[sys.argv[1]]()))  # noqa: T201 - this is its answer
