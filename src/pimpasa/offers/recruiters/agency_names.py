"""The name of an agency that a text uses, folded and without its legal form: "PT. Maju Jaya" is `maju jaya`."""

import re
from collections.abc import Iterator

from pimpasa.offers.folding import fold

MOST_WORDS, FEWEST_LETTERS = 5, 4
_FORM = re.compile(r"(?<!\w)(?:pt|cv|lpk|yayasan|p3mi)\b[.:]?\s*(?:(?:pt|cv)\b[.:]?\s*)?(?=\S)", re.IGNORECASE)
_WORD = re.compile(r"[ \t]*([^\W\d_][\w&'’-]*)")
# After these a name has ended; in small letters nothing else tells.
_ENDS = frozenset({
    "adalah", "akan", "atau", "bisa", "buka", "butuh", "cari", "cepat", "dan", "dapat", "dari", "dengan", "di",
    "gaji", "hubungi", "ini", "info", "itu", "jalur", "juga", "karena", "kami", "ke", "kita", "langsung", "loker",
    "lowongan", "mau", "membuka", "membutuhkan", "mencari", "menerima", "nomor", "oleh", "pada", "penempatan",
    "resmi", "sudah", "terdaftar", "tidak", "tujuan", "untuk", "wa", "yang", "yg", "tbk", "persero", "sedang",
    "telah", "punya", "izin", "ijin", "minta",
})  # fmt: skip
_PLACEHOLDERS = frozenset({"indonesia", "tki", "pmi", "luar negeri", "apa", "apapun", "mana"})


def agency_names_in(text: str) -> Iterator[str]:
    for form in _FORM.finditer(text):
        name = " ".join(_words(text[form.end() : form.end() + 120]))
        if len(name) >= FEWEST_LETTERS and name not in _PLACEHOLDERS:
            yield name


def _words(rest: str) -> Iterator[str]:
    at, first = 0, ""
    for _number in range(MOST_WORDS):
        found = _WORD.match(rest, at)
        if found is None or not _goes_on(found.group(1), first):
            return
        first, at = first or found.group(1), found.end()
        yield re.sub(r"[^a-z0-9]", "", fold(found.group(1)).letters)


def _goes_on(word: str, first: str) -> bool:
    if fold(word).letters in _ENDS:
        return False
    # A name that begins with a capital goes on with capitals.
    return not first or not first[0].isupper() or word[0].isupper() or word in ("&",)
