"""The gain equals an independent computation (scipy), and its interval holds the truth as often as it says."""

from math import sqrt

import numpy as np
import pytest
from scipy import stats

from pimpasa.learning.figures.estimate import Gain, PairSums, gain_of, of_pairs, of_piles, of_scores
from pimpasa.learning.figures.student import t95

EXACT = pytest.approx
ITEMS = 6


def a_room(
    seed: int, pairs: int, only_before: int, only_after: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Scores as tests give them, correlated within a person."""
    random = np.random.default_rng(seed)
    able = random.normal(0, 0.15, pairs)
    before = random.binomial(ITEMS, np.clip(0.45 + able, 0.05, 0.95)) / ITEMS
    after = random.binomial(ITEMS, np.clip(0.68 + able, 0.05, 0.95)) / ITEMS
    return (
        before,
        after,
        random.binomial(ITEMS, 0.45, only_before) / ITEMS,
        random.binomial(ITEMS, 0.68, only_after) / ITEMS,
    )


def reckoned(before, after, only_before, only_after) -> Gain:
    pairs = of_pairs(list(zip(before.tolist(), after.tolist(), strict=True)))
    return gain_of(
        of_scores([*before.tolist(), *only_before.tolist()]), of_scores([*after.tolist(), *only_after.tolist()]), pairs
    )


@pytest.mark.parametrize("df", [1, 1.7, 2, 5.5, 12, 29, 88.8, 249, 251, 4000, 1e7])
def test_students_quantile(df):
    assert t95(df) == EXACT(stats.t.ppf(0.975, df), rel=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_only_pairs_give_the_paired_interval(seed):
    before, after, *_nobody = a_room(seed, 20, 0, 0)
    gain = reckoned(before, after, np.array([]), np.array([]))
    told = stats.ttest_rel(after, before).confidence_interval()
    assert (gain.low, gain.high) == EXACT((told.low, told.high), rel=1e-10)
    assert gain.difference == EXACT((after - before).mean())


@pytest.mark.parametrize("seed", range(5))
def test_no_pairs_give_welchs_interval(seed):
    _before, _after, first, second = a_room(seed, 0, 17, 24)
    gain = reckoned(np.array([]), np.array([]), first, second)
    told = stats.ttest_ind(second, first, equal_var=False).confidence_interval()
    assert (gain.low, gain.high) == EXACT((told.low, told.high), rel=1e-10)


def again(before, after, only_before, only_after) -> tuple[float, float]:
    """The formula of Derrick et al. written anew, from the scores themselves."""
    all_before, all_after = np.concatenate([before, only_before]), np.concatenate([after, only_after])
    n1, n2, nc = len(all_before), len(all_after), len(before)
    s1, s2 = all_before.std(ddof=1), all_after.std(ddof=1)
    r = stats.pearsonr(before, after).statistic
    error = sqrt(s1**2 / n1 + s2**2 / n2 - 2 * r * s1 * s2 * nc / (n1 * n2))
    gamma = (s1**2 / n1 + s2**2 / n2) ** 2 / ((s1**2 / n1) ** 2 / (n1 - 1) + (s2**2 / n2) ** 2 / (n2 - 1))
    na, nb = n1 - nc, n2 - nc
    freedom = (nc - 1) + (gamma - nc + 1) / (na + nb + 2 * nc) * (na + nb)
    return stats.t.interval(0.95, freedom, loc=all_after.mean() - all_before.mean(), scale=error)


@pytest.mark.parametrize(("pairs", "first", "second"), [(12, 8, 10), (3, 20, 1), (25, 0, 5), (200, 90, 130)])
def test_some_pairs_give_the_interval_of_overlapping_samples(pairs, first, second):
    room = a_room(pairs, pairs, first, second)
    gain = reckoned(*room)
    assert (gain.low, gain.high) == EXACT(again(*room), rel=1e-9)
    assert (gain.n_before, gain.n_after, gain.pairs) == (pairs + first, pairs + second, pairs)


def test_evenings_add_up_to_what_all_people_together_give():
    one, two = a_room(1, 9, 3, 4), a_room(2, 11, 5, 2)
    first, second = (of_scores([*room[0].tolist(), *room[2].tolist()]) for room in (one, two))
    third, fourth = (of_scores([*room[1].tolist(), *room[3].tolist()]) for room in (one, two))
    meet = [of_pairs(list(zip(room[0].tolist(), room[1].tolist(), strict=True))) for room in (one, two)]
    added = gain_of(first + second, third + fourth, meet[0] + meet[1])
    whole = reckoned(*(np.concatenate([here, there]) for here, there in zip(one, two, strict=True)))
    assert (added.low, added.high) == EXACT((whole.low, whole.high), rel=1e-10)


def test_piles_of_paper_are_people_without_a_pair():
    assert of_piles([1, 0, 2, 3]) == of_scores([0.0, 2 / 3, 2 / 3, 1.0, 1.0, 1.0])


@pytest.mark.parametrize(
    ("before", "after"),
    [([], []), ([0.5], [0.5, 1.0]), ([0.5, 0.6], [1.0]), ([0.5] * 9, [0.5] * 9), ([0.1] * 7, [0.7] * 7)],
)
def test_too_few_or_all_alike_give_no_difference(before, after):
    gain = gain_of(of_scores(before), of_scores(after), PairSums())
    assert not gain.is_told
    assert gain.low is gain.high is None
    assert (gain.n_before, gain.n_after) == (len(before), len(after))


def test_everybody_gaining_the_same_gives_no_bounds():
    meet = [(0.2, 0.5), (0.4, 0.7), (0.1, 0.4)]
    before, after = of_scores([one for one, _two in meet]), of_scores([two for _one, two in meet])
    assert not gain_of(before, after, of_pairs(meet)).is_told


def test_one_pair_alone_is_too_few_and_among_others_no_pair():
    one = of_pairs([(0.2, 0.8)])
    assert not gain_of(of_scores([0.2]), of_scores([0.8]), one).is_told
    before, after = of_scores([0.2, 0.5, 0.4]), of_scores([0.8, 0.6, 0.9, 0.7])
    assert gain_of(before, after, one).low == gain_of(before, after, PairSums()).low


def test_the_interval_holds_the_truth_as_often_as_it_says():
    """400 evenings of 30 people with a known truth; some come late, some leave, some do not note their picture."""
    random, held = np.random.default_rng(2026), 0
    for _evening in range(400):
        able = random.normal(0, 0.12, 30)
        before = random.binomial(ITEMS, np.clip(0.42 + able, 0, 1)) / ITEMS
        after = random.binomial(ITEMS, np.clip(0.64 + able, 0, 1)) / ITEMS
        came, stayed, noted = (random.random(30) < share for share in (0.9, 0.85, 0.7))
        meet = came & stayed & noted
        gain = reckoned(before[meet], after[meet], before[came & ~meet], after[stayed & ~meet])
        held += gain.low <= 0.22 <= gain.high
    assert 0.92 <= held / 400 <= 0.98
