import json
from collections import defaultdict
from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from statistics import median

import pytest
import uuid6
from click.testing import CliRunner

from pimpasa.accounts.tests.make import VILLAGE_A, VILLAGE_B, make_region
from pimpasa.consultations import commands
from pimpasa.consultations.figures import figures_of
from pimpasa.consultations.models import Consultation
from pimpasa.foundation.scope import Scope

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
EVERYWHERE = Scope(everywhere=True)
START = datetime(2026, 11, 3, 2, tzinfo=UTC)


def thread(hours=None, answered_at="officer", village=VILLAGE_A, start=START, **fields):
    """A thread as it stands after its first answer came that many hours later; without, it still waits."""
    answered = start + timedelta(hours=hours) if hours is not None else None
    given = {"state": "answered" if answered else "with_officer", "level": "officer", "open_to": ["officer"]}
    times = {"state_since": start, "waiting_since": start, "occurred_at": start, "first_answered_at": answered}
    place = make_region(village) if village else None
    by = {"first_answered_by_level": answered_at if answered else ""}
    return Consultation.objects.create(id=uuid6.uuid7(), place=place, **{**given, **times, **by, **fields})


@pytest.fixture
def month(sari, budi):
    """Threads of two regencies, offices and topics, with and without an answer."""
    for number in range(12):
        level = ("agent", "officer", "office")[number % 3]
        village, topic = (VILLAGE_A, VILLAGE_B)[number % 2], ("hilang", "", "biaya")[number % 3]
        thread(None if number % 5 == 4 else number * 3.5, level, village, topic=topic)


def hours(one):
    return (one.first_answered_at - one.occurred_at).total_seconds() / 3600


def recounted(key):
    """The same by hand: name -> asked, answered, median."""
    groups = defaultdict(list)
    for one in Consultation.objects.all():
        groups[key(one)].append(one)
    found = {}
    for name, rows in groups.items():
        waited = [hours(one) for one in rows if one.first_answered_at]
        found[name] = (len(rows), len(waited), pytest.approx(median(waited), abs=0.06) if waited else None)
    return found


def as_told(rows):
    return {row.name: (row.asked, row.answered, row.median_hours) for row in rows}


def test_the_whole_equals_a_recount(month):
    found = figures_of(EVERYWHERE, FIRST, LAST)
    rows = list(Consultation.objects.all())
    answered = [one for one in rows if one.first_answered_at]
    in_village = [one for one in answered if one.first_answered_by_level in ("agent", "officer")]
    assert (found.asked, found.answered, found.answered_in_village) == (len(rows), len(answered), len(in_village))
    assert found.share_in_village == len(in_village) / len(answered)
    assert found.median_hours == pytest.approx(median(hours(one) for one in answered), abs=0.06)
    assert found.waiting_without_answer == len(rows) - len(answered)


def test_by_topic_and_by_office_equal_a_recount(month):
    found = figures_of(EVERYWHERE, FIRST, LAST)
    assert as_told(found.by_topic) == recounted(lambda one: one.topic)
    office = {VILLAGE_A: "kanim-x", VILLAGE_B: "kanim-y"}
    assert as_told(found.by_office) == recounted(lambda one: office[one.place_id])


def test_an_office_that_had_it_goes_before_the_one_of_the_place(sari, budi):
    thread(2, "office", office_id="kanim-y", offices=["kanim-y"])
    assert [row.name for row in figures_of(EVERYWHERE, FIRST, LAST).by_office] == ["kanim-y"]


def test_only_the_place_or_the_office_that_is_meant(month):
    here = figures_of(Scope(areas=frozenset({VILLAGE_A})), FIRST, LAST)
    assert here.asked == Consultation.objects.filter(place=VILLAGE_A).count()
    regency = figures_of(Scope(areas=frozenset({"33.02"}), offices=frozenset({"kanim-y"})), FIRST, LAST)
    assert regency.asked == Consultation.objects.filter(place=VILLAGE_B).count()
    assert figures_of(Scope(), FIRST, LAST).asked == 0


def test_without_a_place_it_counts_for_its_office_and_for_all(sari):
    thread(1, "office", village=None, office_id="kanim-x", offices=["kanim-x"])
    assert figures_of(Scope(offices=frozenset({"kanim-x"})), FIRST, LAST).asked == 1
    assert figures_of(Scope(areas=frozenset({"33.01"})), FIRST, LAST).asked == 0
    assert figures_of(EVERYWHERE, FIRST, LAST).asked == 1


def test_both_days_count_and_the_days_around_do_not(sari):
    # Midnight of Jakarta is 17.00 of the day before in UTC.
    thread(1, start=datetime(2026, 10, 31, 17, tzinfo=UTC))
    thread(1, start=datetime(2026, 10, 31, 16, 59, tzinfo=UTC))
    thread(1, start=datetime(2026, 11, 30, 16, 59, tzinfo=UTC))
    thread(1, start=datetime(2026, 11, 30, 17, tzinfo=UTC))
    assert figures_of(EVERYWHERE, FIRST, LAST).asked == 2


def test_what_is_no_question_to_anybody_does_not_count(sari):
    thread(1, state="closed", close_reason="abuse", closed_at=START)
    thread(state="merged", merged_into=thread(1, state="closed", close_reason="abuse", closed_at=START))
    thread(state="asked", level="", open_to=[])
    assert figures_of(EVERYWHERE, FIRST, LAST).asked == 0


def test_nothing_asked_gives_no_share_and_no_median(db):
    found = figures_of(EVERYWHERE, FIRST, LAST)
    assert (found.asked, found.share_in_village, found.median_hours, found.by_topic) == (0, None, None, ())


def test_three_queries_whatever_the_number(month, django_assert_num_queries):
    with django_assert_num_queries(3):
        figures_of(Scope(areas=frozenset({"33.01"})), FIRST, LAST)


@pytest.fixture
def told(month, monkeypatch):
    monkeypatch.setattr(commands, "ready", lambda _as_json: nullcontext())
    return lambda *words: CliRunner().invoke(commands.figures, ["--month", "2026-11", *words])


def test_the_command_tells_the_same(told):
    row = json.loads(told("--json").output)
    assert row["asked"] == 12
    assert row["by_topic"][0].keys() == {"name", "asked", "answered", "median_hours"}
    assert "12 pertanyaan" in told().output
    assert json.loads(told("--json", "--office", "kanim-x").output)["asked"] == 6
    assert json.loads(told("--json", "--area", VILLAGE_B).output)["asked"] == 6


@pytest.mark.parametrize("words", [("--office", "x"), ("--area", "x"), ("--area", "33", "--office", "kanim-x")])
def test_the_command_used_wrongly_says_so(told, words):
    assert told(*words).exit_code == 2
