"""How money and days are written for people. Plain Python: the command line and messages use it too."""

from datetime import date, datetime

SYMBOLS = {"IDR": "Rp", "MYR": "RM"}
MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}
YES_AND_NO = {"id": ("ya", "tidak"), "en": ("yes", "no")}


def money(amount: int, currency: str = "IDR") -> str:
    """Rp650.000"""
    return f"{SYMBOLS.get(currency, currency + ' ')}{amount:,}".replace(",", ".")


def month(value: date, language: str = "id") -> str:
    """November 2024: where a source tells no day, none is made up."""
    return f"{MONTHS[language].split()[value.month - 1]} {value.year}"


def day(value: date, language: str = "id") -> str:
    """4 November 2024"""
    return f"{value.day} {month(value, language)}"


def moment(value: datetime, language: str = "id") -> str:
    """4 November 2024, 08.00"""
    return f"{day(value, language)}, {value:%H.%M}"


def yes_or_no(value: bool, language: str = "id") -> str:
    return YES_AND_NO[language][0 if value else 1]


def say(text: dict[str, str] | None, language: str = "id") -> str:
    """The text in this language; a missing translation shows Indonesian."""
    return (text.get(language) or text["id"]) if text else ""
