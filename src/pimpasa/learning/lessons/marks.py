"""What is in doubt about a fact, in the words people read; on pages, slides and paper the same."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from pimpasa.foundation.content.lessons.standing import Flag

WORDS = {
    Flag.WITHDRAWN: (_("sumber ditarik, jangan dipakai dulu"), "withdrawn"),
    Flag.ENDED: (_("tidak berlaku lagi, tanyakan kantor"), "withdrawn"),
    Flag.BASIS_GONE: (_("dasarnya berubah, tanyakan kantor"), "withdrawn"),
    Flag.CONTESTED: (_("sumber berbeda, tanyakan kantor"), "dispute"),
    Flag.ANNOUNCED: (_("diumumkan, belum berlaku"), "ask"),
    Flag.UNCERTAIN: (_("belum pasti, tanyakan kantor"), "ask"),
    Flag.DUE: (_("perlu ditinjau lagi"), "ask"),
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
    return tuple(Mark(flag, str(WORDS[flag][0]), WORDS[flag][1]) for flag in flags)
