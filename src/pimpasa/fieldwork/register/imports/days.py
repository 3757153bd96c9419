"""Days as people write them in spreadsheets."""

import re
from datetime import date

from pimpasa.foundation.ui.words import MONTHS

MONTH_NUMBERS = {
    name[:3].lower(): number for names in MONTHS.values() for number, name in enumerate(names.split(), start=1)
}
# "Agt" and "Ags" are common short forms of Agustus, "Nop" of November.
MONTH_NUMBERS |= {"agt": 8, "ags": 8, "nop": 11, "pebr": 2, "peb": 2}
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00:00)?")
DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
IN_WORDS = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3,9})\.?[- ](\d{4})")


def read_day(text: str) -> date | None:
    """The day, written as 2024-11-04, 4/11/2024 or 4 November 2024; none if it is no day."""
    try:
        if found := ISO.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := DAY_FIRST.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := IN_WORDS.fullmatch(text):
            return date(int(found[3]), MONTH_NUMBERS.get(found[2][:3].lower(), 0), int(found[1]))
    except ValueError:
        return None
    return None
