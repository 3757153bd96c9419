"""What the check says in chat. A message with room holds the whole answer; by SMS its parts come by number.

The beginning of a reply may be remembered together with its choices, so no reply begins with words of the person.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pimpasa.foundation.channels.fitting import ellipsed, units
from pimpasa.foundation.channels.messages import Choice, Reply
from pimpasa.foundation.channels.sms import limits, writing
from pimpasa.foundation.content import load_library
from pimpasa.foundation.ui.words import say
from pimpasa.offers.check import Check, Claim, Sign, Step
from pimpasa.offers.wording import WEIGHTS, helplines_named, source_words

PREFIX = "offer:"
YES, NO, AGAIN, PART = "offer:yes", "offer:no", "offer:again", "offer:part:"
# Choices of the guides' dialogue.
PERSON, MENU = "petugas", "menu"
# Below 4,096 letters, the least of the networks that take a long text.
LONGEST = 3900
QUOTED = 160
# By SMS the choices of a page need some room beside its words.
ROOM = "." * 110
SIGNS, CLAIMS, MISSING, QUESTIONS, STEPS = "signs", "claims", "missing", "questions", "steps"


def is_cut() -> str:
    return _("Pesannya panjang: hanya bagian depan yang terbaca. Sisanya kirim lagi.")


def is_unquoted() -> str:
    return _("Kata-katanya tidak kami ulang, karena pesannya tidak kami simpan.")


def ask_message() -> Reply:
    text = _("Kirim pesan tawarannya ke sini. Salin seluruh tulisannya. Kami baca sekali dan tidak kami simpan.")
    return Reply(text, (Choice(MENU, _("Menu")),), short=_("Kirim tulisan tawarannya. Tidak kami simpan."))


def ask_whether() -> Reply:
    text = _("Ini tawaran kerja? Balas 1 untuk diperiksa, 2 bila bukan. Pesannya tidak kami simpan.")
    return Reply(text, (Choice(YES, _("Ya, periksa")), Choice(NO, _("Bukan tawaran"))), short=text)


def not_asked() -> Reply:
    text = _("Baik, tidak kami periksa. Pesannya tidak kami simpan. Tulis pertanyaan Anda sekali lagi.")
    return Reply(text, (Choice(PERSON, _("Tanya petugas")), Choice(MENU, _("Menu"))), short=text)


def answer(found: Check, on: date, *, note: str = "", is_narrow: bool = False) -> Reply:
    """The whole answer, as fully as the message has room; where it is narrow, what weighs most and the parts."""
    before = [_helplines()] if found.danger else []
    texts = (joined([*before, *_sections(found, on, less), note]) for less in range(4))
    text = next((one for one in texts if units(one) <= LONGEST), "") or _shortest(found, on, before, note)
    return Reply(text, tuple(_choices(found, with_parts=is_narrow)), short=_short(found, note))


def _shortest(found: Check, on: date, before: list[str], note: str) -> str:
    return ellipsed(joined([*before, note, *_sections(found, on, 3)]), LONGEST)


def _sections(found: Check, on: date, less: int) -> Iterator[str]:
    """`less`: from 1 on claims without where, from 2 on signs without source, from 3 on without reasons."""
    yield opening(found)
    yield _listed(_("Tanda yang ditemukan"), [_sign(one, on, less) for one in found.signs])
    yield _listed(_("Yang bisa Anda cek"), [_claim(one, less) for one in found.claims])
    yield _listed(_("Yang belum disebut"), [one.text for one in found.missing])
    yield _listed(_("Tanyakan kepada yang mengajak"), found.questions)
    yield _listed(_("Langkah berikutnya"), [_step(one) for one in found.next_steps])


def opening(found: Check) -> str:
    """What the answer is and is not, before any word of the message."""
    if found.signs:
        return _(
            "Ini yang terbaca di pesan itu. Kami membaca tulisannya, bukan menilai orangnya, dan tidak menyimpannya. "
            "Tanyakan dulu sebelum memberi uang, surat, atau foto KTP. Yang ditulis mereka belum tentu benar."
        )
    if found.is_offer:
        return _(
            "Kami tidak menemukan tanda di tulisan ini. Itu bukan jaminan: belum ada satu pun isinya yang dibuktikan. "
            "Kami hanya membaca tulisan ini dan tidak menyimpannya. Jawaban ini bukan bukti; jangan diteruskan."
        )
    return _(
        "Tulisan ini tidak kami kenali sebagai tawaran kerja ke luar negeri. Jadi belum ada yang diperiksa. "
        "Itu bukan jaminan apa pun. Pesannya tidak kami simpan. Jawaban ini bukan bukti; jangan diteruskan."
    )


def joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part)


def _listed(title: str, lines: Iterable[str]) -> str:
    told = [f"{place}. {line}" for place, line in enumerate(lines, 1)]
    return "\n".join([f"*{title}*", *told]) if told else ""


def _sign(one: Sign, on: date, less: int) -> str:
    quote = f" “{ellipsed(one.quote, QUOTED)}”" if one.quote else ""
    line = f"{WEIGHTS[one.weight]}: {one.title}.{quote}"
    if less > 2:
        return line
    source = "" if less > 1 else " " + _("(Sumber: %s)") % source_words(one.source, one.article, on)
    return f"{line} {one.why}{source}"


def _claim(one: Claim, less: int) -> str:
    quote = f" “{ellipsed(one.quote, QUOTED)}”" if one.quote else ""
    return f"{one.title}{quote}" if less else f"{one.title}{quote}: {one.where}"


def _step(one: Step) -> str:
    lines = [line for line in helplines_named(one.helplines) if line.number not in one.text]
    numbers = [f"{say(line.name)} {line.number}" for line in lines]
    return f"{one.text} {', '.join(numbers)}".strip()


def _helplines() -> str:
    lines = [f"{say(one.name)}: {one.number}" for one in load_library().helplines if one.withdrawn_on is None]
    return "\n".join([_("Dalam bahaya? Hubungi:"), *lines])


def _choices(found: Check, *, with_parts: bool) -> Iterator[Choice]:
    parts = [(SIGNS, _("Tanda dan alasannya")), (CLAIMS, _("Yang bisa dicek")), (MISSING, _("Yang belum disebut")),
             (QUESTIONS, _("Pertanyaan untuk mereka")), (STEPS, _("Langkah berikutnya"))]  # fmt: skip
    if with_parts:
        yield from (Choice(f"{PART}{name}:0", words) for name, words in parts if any(_lines(found, name)))
    yield Choice(PERSON, _("Tanya petugas"))
    yield Choice(AGAIN, _("Cek tawaran lain"))
    yield Choice(MENU, _("Menu"))


# -- by SMS


def _short(found: Check, note: str) -> str:
    """Help, then how many signs and the ones that weigh most: everything else comes by number."""
    help_first = _("Bahaya? Telepon %s.") % ", ".join(_two_numbers()) if found.danger else ""
    if not found.signs:
        told = _("Tidak ada tanda di tulisan ini. Belum ada yang dibuktikan. Ini bukan jaminan.")
        if not found.is_offer:
            told = _("Tidak kami kenali sebagai tawaran kerja luar negeri. Belum ada yang diperiksa.")
        return " ".join(part for part in (help_first, told, note) if part)
    number = len(found.signs)
    counted = ngettext("%(number)s tanda di pesan itu.", "%(number)s tanda di pesan itu.", number) % {"number": number}
    first = "; ".join(one.title for one in found.signs[:2])
    return " ".join(part for part in (help_first, counted, first + ".", _("Jangan bayar dulu."), note) if part)


def _two_numbers() -> list[str]:
    return [line.number for line in helplines_named(("police", "migrant-workers"))]


def _lines(found: Check, name: str) -> list[str]:
    return {
        SIGNS: [f"{WEIGHTS[one.weight]}: {one.title}. {one.why}" for one in found.signs],
        CLAIMS: [f"{one.title}: {one.where}" for one in found.claims],
        MISSING: [one.text for one in found.missing],
        QUESTIONS: list(found.questions),
        STEPS: [_step(one) for one in found.next_steps],
    }.get(name, [])


def part(found: Check, name: str, page: int) -> Reply:
    """One page of one part, and where it goes on."""
    pages = _pages(_lines(found, name)) or [_("Tidak ada lagi.")]
    page = page if 0 <= page < len(pages) else 0
    onward = [Choice(f"{PART}{name}:{page + 1}", _("Lanjut"))] if page + 1 < len(pages) else []
    choices = (*onward, Choice(f"{PART}:0", _("Bagian lain")), Choice(PERSON, _("Tanya petugas")))
    return Reply(pages[page], choices, short=pages[page])


def _pages(lines: Iterable[str]) -> list[str]:
    pages, page = [], ""
    for line in lines:
        whole = f"{page}\n- {line}" if page else f"- {line}"
        if page and not limits.fits(writing.plain(whole) + ROOM):
            pages.append(page)
            whole = f"- {line}"
        page = whole
    return [*pages, page] if page else []
