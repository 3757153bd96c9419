from datetime import date

from django.utils.translation import get_language

from pimpasa.foundation.ui.words import day


def long_day(value: date) -> str:
    """4 November 2024, in the reader's language."""
    return day(value, "en" if get_language() == "en" else "id")
