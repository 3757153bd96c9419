"""A gain in words and whole points, for people who never heard of an interval."""

from django.utils.translation import gettext as _

from pimpasa.learning.figures.estimate import LEAST, Gain
from pimpasa.learning.figures.evenings import Share


def gain_words(gain: Gain) -> str:
    """naik 22 poin, kira-kira antara 14 dan 30"""
    if gain.difference is None or gain.low is None or gain.high is None:
        return too_few_words(gain)
    low, high = points(gain.low), points(gain.high)
    values = {"points": abs(points(gain.difference)), "least": abs(low), "most": abs(high)}
    if gain.low > 0:
        return _("naik %(points)d poin, kira-kira antara %(least)d dan %(most)d") % values
    if gain.high < 0:
        return _("turun %(points)d poin, kira-kira antara %(most)d dan %(least)d") % values
    bounds = {"change": change_words(points(gain.difference)), "least": change_words(low), "most": change_words(high)}
    return _("belum tentu berubah: %(change)s, kira-kira antara %(least)s dan %(most)s") % bounds


def too_few_words(gain: Gain) -> str:
    """Why no bounds can be told."""
    several = gain.n_before >= LEAST and gain.n_after >= LEAST
    return _("nilainya seragam, tidak terhitung") if several else _("terlalu sedikit")


def points_words(gain: Gain) -> str:
    """+22: for a narrow column"""
    return "-" if gain.difference is None else f"{points(gain.difference):+d}"


def bounds_words(gain: Gain) -> str:
    """+14 sampai +30"""
    if gain.low is None or gain.high is None:
        return too_few_words(gain)
    return _("%(low)s sampai %(high)s") % {"low": f"{points(gain.low):+d}", "high": f"{points(gain.high):+d}"}


def change_words(number: int) -> str:
    if not number:
        return _("tetap")
    words = _("naik %(points)d poin") if number > 0 else _("turun %(points)d poin")
    return words % {"points": abs(number)}


def points(share: float) -> int:
    return round(100 * share)


def percent(share: float | None) -> str:
    return "-" if share is None else f"{points(share)}%"


def people(number: int) -> str:
    return _("%(number)d orang") % {"number": number}


def mean_words(mean: float | None, number: int) -> str:
    """64% (25 orang)"""
    return f"{percent(mean)} ({people(number)})" if number else "-"


def share_words(share: Share) -> str:
    """38% (dari 24 orang)"""
    if not share.whole:
        return "-"
    return _("%(share)s (dari %(number)d orang)") % {"share": percent(share.value), "number": share.whole}


def left_open_words(gain: Gain) -> str:
    """14 dari 312"""
    return _("%(open)d dari %(asked)d") % {"open": gain.left_open, "asked": gain.asked} if gain.asked else "-"
