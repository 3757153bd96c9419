"""What many evenings add up to, and what readers from elsewhere do not learn of small rooms."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pimpasa.accounts.tests.make import VILLAGE_A, VILLAGE_B, make_user
from pimpasa.foundation.scope import Scope
from pimpasa.learning.figures.estimate import gain_of, of_pairs, of_scores
from pimpasa.learning.figures.evening import figures_of
from pimpasa.learning.figures.pool import DID, INTENDS, Pool, pool_of
from pimpasa.learning.figures.tests.make import count_room, make_evening, respond, respond_all, respond_twice, tally
from pimpasa.learning.sessions.models import SessionKit

EVERYWHERE, NOWHERE = Scope(everywhere=True), Scope()
ALL_RIGHT = {"said_yes": 6, "said_no": 1, "said_unknown": 1, "said_nothing": 2}


@pytest.fixture
def by(db):
    return make_user("sari")


def pool(owned: Scope = EVERYWHERE, lesson: str = "") -> Pool:
    return pool_of(SessionKit.objects.all(), owned, lesson)


def an_evening(by, **fields) -> SessionKit:
    """Six pairs, three others before and four after on phones; ten sheets before."""
    kit = make_evening(by, **fields)
    respond_twice(kit, [(0, 2), (1, 2), (1, 3), (2, 3), (2, 2), (3, 3)])
    respond_all(kit, "before", [0, 1, 3], unsaid=2)
    respond_all(kit, "after", [3, 3, 2, 1], form="B")
    tally(kit, "before", [2, 3, 4, 1], mark=1, by=by)
    return kit


def test_phones_paper_and_pairs_add_up_to_what_all_people_give(by):
    for village in (VILLAGE_A, VILLAGE_B):
        an_evening(by, village=village)
    meet = [(0, 2), (1, 2), (1, 3), (2, 3), (2, 2), (3, 3)] * 2
    paper = [0] * 2 + [1] * 3 + [2] * 4 + [3]
    before = [one for one, _other in meet] + [0, 1, 3, *paper] * 2
    after = [other for _one, other in meet] + [3, 3, 2, 1] * 2
    truth = gain_of(
        of_scores([one / 3 for one in before]),
        of_scores([one / 3 for one in after]),
        of_pairs([(one / 3, other / 3) for one, other in meet]),
    )
    gain = pool().gain()
    assert (gain.low, gain.high) == pytest.approx((truth.low, truth.high))
    assert (gain.n_before, gain.n_after, gain.pairs) == (38, 20, 12)
    # Two questions were open for whoever had none or one right; none for whoever had all three.
    assert (gain.left_open, gain.asked) == (2 * (2 + 2), 2 * 3 * 19)
    assert pool(lesson="biaya").gain().high == pytest.approx(gain.high)
    assert figures_of(SessionKit.objects.first()).whole.gain.n_before == 19


def test_the_history_changes_no_number_of_queries(by):
    asked = []
    for village in ("33.01.01.2001", "33.01.01.2002", "33.02.01.2001"):
        an_evening(by, village=village, held_on=date(2026, 1 + len(asked), 3), lessons=("biaya", "tppo-tppm"))
        with CaptureQueriesContext(connection) as queries:
            found = pool()
            told = (found.by_lesson(), found.by_month(), found.by_place(str), found.items(), found.gain())
        asked.append(len(queries))
    assert [len(part) for part in told[:3]] == [2, 3, 3]
    assert asked == [8, 8, 8]


def test_paper_of_several_lessons_counts_for_the_whole_test_only(by):
    an_evening(by, lessons=("biaya", "tppo-tppm"))
    assert pool().gain().n_before == 19
    assert (pool(lesson="biaya").gain().n_before, pool(lesson="biaya").paper_apart) == (9, 10)
    assert [line.key for line in pool().by_lesson()] == ["biaya", "tppo-tppm"]


def test_a_test_of_fewer_than_five_is_counted_only_by_those_who_work_there(by):
    respond_all(make_evening(by), "before", [1, 2, 2, 3])
    respond_all(make_evening(by, VILLAGE_B), "before", [0, 1, 2, 3, 3])
    assert (pool().gain().n_before, pool().left_out) == (9, 0)
    assert (pool(NOWHERE).gain().n_before, pool(NOWHERE).left_out) == (5, 1)
    assert pool(Scope(areas=frozenset({VILLAGE_A}))).gain().n_before == 9


def test_lessons_and_questions_are_not_told_apart_where_a_few_would_stand_alone(by):
    """Three sheets beside nine phones; and of the phones, three had form B."""
    kit = make_evening(by, lessons=("biaya", "tppo-tppm"))
    respond_all(kit, "before", [0, 1, 1, 2, 2, 3])
    respond_all(kit, "before", [1, 2, 3], form="B")
    tally(kit, "before", [3, 0, 0, 0, 0, 0, 0], mark=1, by=by)
    outside = pool(NOWHERE)
    assert outside.gain().n_before == 12
    assert [line.gain.n_before for line in outside.by_lesson()] == [0, 0]
    assert outside.items() == []
    assert [line.gain.n_before for line in pool().by_lesson()] == [9, 9]
    assert {line.before.whole for line in pool().items()} == {6, 3}


@pytest.mark.parametrize(("wrong", "people", "known"), [(2, 20, True), (3, 20, False), (0, 19, False)])
def test_a_question_that_nearly_everyone_knew_is_flagged(by, wrong, people, known):
    kit = make_evening(by)
    respond_all(kit, "before", [3] * (people - wrong) + [0] * wrong)
    lines = pool().items()
    assert [line.was_known for line in lines] == [known] * 3
    assert lines[0].before.whole == people


def test_intention_and_action_are_counted_apart_from_what_people_know(by):
    kit = make_evening(by)
    for word in ("yes", "yes", "no", "unknown", "yes", ""):
        respond(kit, "after", 3, intention=word)
    tally(kit, "after", [0, 0, 0, 10], mark=3, by=by, **ALL_RIGHT)
    for word in ("yes", "no", "no", ""):
        respond(kit, "later", 2, done=word)
    count_room(kit, 30, 9, by)
    count_room(kit, 31, 8, by)
    found = pool()
    intends, did, now = found.said(INTENDS, "after"), found.said(DID, "later"), found.did_now()
    assert (intends.part, intends.whole) == (9, 13)
    assert (did.part, did.whole, now.part, now.whole) == (1, 3, 8, 31)
    assert pool(NOWHERE).said(DID, "later").whole == 0


def test_rooms_with_both_tests_are_compared_and_not_those_with_one(by):
    an_evening(by)
    respond_all(make_evening(by, VILLAGE_B), "before", [0] * 30)
    assert (pool().gain().n_before, pool().uncompared, pool().people("before")) == (19, 1, 49)
    assert pool().gain("later").n_before == 49


def test_only_the_first_lessons_action_is_asked_about(by):
    kit = make_evening(by, lessons=("biaya", "tppo-tppm"))
    respond(kit, "after", 3, intention="yes")
    assert pool(lesson="biaya").said(INTENDS, "after").whole == 1
    assert pool(lesson="tppo-tppm").said(INTENDS, "after").whole == 0


def test_a_cancelled_evening_and_one_without_tests_are_none(by):
    respond(make_evening(by), "before", 1)
    SessionKit.objects.update(state="cancelled")
    make_evening(by, VILLAGE_B)
    assert list(pool().evenings) == []
