"""What is in doubt about a fact, in the words people read; on pages, slides and paper the same."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pimpasa.foundation.content.lessons.standing import Flag

WORDS = {
    Flag.WITHDRAWN: (gettext_noop("sumber ditarik, jangan dipakai dulu"), "withdrawn"),
    Flag.ENDED: (gettext_noop("tidak berlaku lagi, tanyakan kantor"), "withdrawn"),
    Flag.BASIS_GONE: (gettext_noop("dasarnya berubah, tanyakan kantor"), "withdrawn"),
    Flag.CONTESTED: (gettext_noop("sumber berbeda, tanyakan kantor"), "dispute"),
    Flag.ANNOUNCED: (gettext_noop("diumumkan, belum berlaku"), "ask"),
    Flag.UNCERTAIN: (gettext_noop("belum pasti, tanyakan kantor"), "ask"),
    Flag.DUE: (gettext_noop("perlu ditinjau lagi"), "ask"),
}


@dataclass(frozen=True)
class Mark:
    flag: Flag
    words: str
    look: str

    @property
    def is_broken(self) -> bool:
        return self.flag.is_broken

    @property
    def is_quiet(self) -> bool:
        """For who presents or checks; the sentence itself stands without it."""
        return self.flag is Flag.DUE


def marks_of(flags: Iterable[Flag]) -> tuple[Mark, ...]:
    return tuple(Mark(flag, _(WORDS[flag][0]), WORDS[flag][1]) for flag in flags)
