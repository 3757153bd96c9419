"""Bank accounts in a text: the bank and the number, as `bca:1234567890`; without a bank `-:1234567890`."""

import re
from collections.abc import Iterator

from .phones import as_called

# How people write the banks; the first is how we keep it.
BANKS = {
    "bca": ("bca", "bank central asia"),
    "bri": ("bri", "bank rakyat indonesia"),
    "bni": ("bni", "bank negara indonesia"),
    "mandiri": ("mandiri", "bank mandiri"),
    "bsi": ("bsi", "bank syariah indonesia"),
    "btn": ("btn", "bank tabungan negara"),
    "cimb": ("cimb niaga", "cimb", "niaga"),
    "danamon": ("danamon",),
    "permata": ("permata",),
    "bjb": ("bjb",),
    "btpn": ("btpn", "jenius"),
    "jago": ("jago",),
    "seabank": ("seabank", "sea bank"),
    "mega": ("bank mega",),
    "panin": ("panin",),
    "maybank": ("maybank",),
    "ocbc": ("ocbc nisp", "ocbc"),
    "muamalat": ("muamalat",),
    "jateng": ("bank jateng",),
    "jatim": ("bank jatim",),
}
_NAMES = {name: bank for bank, names in BANKS.items() for name in names}
_BANK = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
_NUMBER = r"(\d(?:[ .\-]?\d){7,17})(?![\d])"
_FILLER = r"(?:\W|rekening|norek|no|nomor|rek|a\W?n|an|atas nama|ke|bank|syariah|va)"
_WITH_BANK = re.compile(rf"(?<![a-z])({_BANK})(?![a-z]){_FILLER}{{0,8}}?(?<!\d){_NUMBER}")
_BANK_AFTER = re.compile(rf"(?<![\d+]){_NUMBER}\W{{0,3}}\(?({_BANK})(?![a-z])")
_WITHOUT = re.compile(rf"(?<![a-z])(?:rekening|norek|no\W{{0,2}}rek|rek)(?:\W|nya|nomor|no|ke){{0,6}}?(?<!\d){_NUMBER}")
SHORTEST, LONGEST = 8, 18


def accounts_in(folded: str, phones: frozenset[str]) -> Iterator[str]:
    """A number that is a telephone's (an electronic purse) is not given a second time."""
    named: dict[str, str] = {}
    for found in _WITH_BANK.finditer(folded):
        named.setdefault(_digits(found.group(2)), _NAMES[found.group(1)])
    for found in _BANK_AFTER.finditer(folded):
        named.setdefault(_digits(found.group(1)), _NAMES[found.group(2)])
    for found in _WITHOUT.finditer(folded):
        named.setdefault(_digits(found.group(1)), "-")
    for digits, bank in named.items():
        if SHORTEST <= len(digits) <= LONGEST and not phones & set(as_called(digits)):
            yield f"{bank}:{digits}"


def _digits(written: str) -> str:
    return re.sub(r"\D", "", written)
