"""What a person pasted, ticked and noted. It travels in the form of the page and is kept nowhere."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from pimpasa.offers.check import LONGEST, NOT_CHECKED
from pimpasa.offers.checklist import EVIDENCE, SIGNS, codes_of
from pimpasa.offers.reading import load_taxonomy

STATES = {
    NOT_CHECKED: _("Belum dicek"),
    "matches": _("Cocok"),
    "differs": _("Tidak cocok"),
    "cannot": _("Tidak bisa dicek"),
}
# What a messenger leaves behind when a picture was copied instead of words.
PICTURE = re.compile(
    r"\W*(media (omitted|tidak disertakan)|(gambar|foto|image|photo|stiker|sticker|video) (omitted|tidak disertakan)"
    r"|(img|screenshot|whatsapp image|photo|foto)[-_ ][\w .()-]*|\S+\.(jpe?g|png|webp|heic|gif|pdf|mp4)"
    r"( \((file|berkas) (terlampir|attached)\))?|data:image/\S*|blob:\S*|)\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Asked:
    """`states` are the person's own notes on each claim."""

    text: str = ""
    signs: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    states: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.signs or self.told)

    @property
    def is_only_a_picture(self) -> bool:
        lines = self.text.splitlines()
        return bool(lines) and all(_is_a_picture(line) for line in lines)

    @property
    def is_too_long(self) -> bool:
        return len(self.text) > LONGEST


def read_asked(request: HttpRequest) -> Asked:
    sent = request.POST
    return Asked(
        text=sent.get("teks", "").replace("\0", "").replace("\r\n", "\n").strip(),
        signs=_known(sent, "tanda", codes_of(SIGNS)),
        told=_known(sent, "bukti", codes_of(EVIDENCE)),
        states={code: _state(sent.get(f"cek-{code}", "")) for code in load_taxonomy().claims},
    )


def _is_a_picture(line: str) -> bool:
    # A longer line is words; an encoded picture is as long as it likes.
    return line.startswith("data:image/") or (len(line) < 200 and PICTURE.fullmatch(line) is not None)


def _known(sent: QueryDict, name: str, codes: Collection[str]) -> tuple[str, ...]:
    given = set(sent.getlist(name))
    return tuple(code for code in codes if code in given)


def _state(value: str) -> str:
    return value if value in STATES else NOT_CHECKED
