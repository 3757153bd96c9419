"""Student's quantile for any number of degrees of freedom, also between whole ones."""

from functools import lru_cache
from math import exp, lgamma, log, pi

NORMAL = 1.959963984540054
# Above that the series is exact to ten places, and the incomplete beta leaves the range of a float.
MANY = 250
CLOSE = 1e-12


@lru_cache(maxsize=4096)
def t95(df: float) -> float:
    """19 in 20 lie within so many standard errors."""
    if df <= 0:
        raise ValueError(df)
    return _series(df) if df > MANY else _solved(df)


def _series(df: float) -> float:
    """Cornish and Fisher's, from the normal one."""
    z = NORMAL
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / df + second / df**2 + third / df**3


def _solved(df: float) -> float:
    """Newton's way from the normal one, which is always below: the tail is convex, so no step goes too far."""
    t = NORMAL
    while True:
        step = (_beyond(t, df) - 0.025) / _density(t, df)
        t += step
        if step < CLOSE * t:
            return t


def _beyond(t: float, df: float) -> float:
    # Heavy to load, and most processes never reckon an interval. `fp` keeps no state, so threads may share it.
    from mpmath import fp

    return float(fp.betainc(df / 2, 0.5, 0, df / (df + t * t), regularized=True)) / 2


def _density(t: float, df: float) -> float:
    scale = lgamma((df + 1) / 2) - lgamma(df / 2) - log(df * pi) / 2
    return exp(scale - (df + 1) / 2 * log(1 + t * t / df))
