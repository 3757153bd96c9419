"""Builders of local answers; each makes only what it needs."""

from datetime import date, timedelta

from django.utils.timezone import localdate

from pimpasa.accounts.tests.make import VILLAGE_A, make_region
from pimpasa.guidance.local import actions
from pimpasa.guidance.local.models import LocalAnswer

QUESTION = "Hari apa loket paspor di kecamatan buka?"
ANSWER = "Loket di kecamatan buka hari Selasa dan Kamis pagi."


def new_draft(**fields) -> actions.Draft:
    if "office" not in fields and "place" not in fields:
        fields["place"] = make_region(VILLAGE_A)
    until = localdate() + timedelta(days=90)
    given = {
        "question": QUESTION,
        "answer": ANSWER,
        "source": "Pengumuman loket (uji)",
        "source_date": date(2026, 1, 5),
    }
    return actions.Draft(**{**given, "valid_until": until, "review_by": until, **fields})


def make_proposed(by, **fields) -> LocalAnswer:
    return actions.propose(new_draft(**fields), by=by)


def make_published(author, reviewer, **fields) -> LocalAnswer:
    return actions.publish(make_proposed(author, **fields), by=reviewer)
