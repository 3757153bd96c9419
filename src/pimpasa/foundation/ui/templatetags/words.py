"""The filters `money`, `day`, `month`, `moment` and `say`, in the reader's language."""

from datetime import date, datetime

from django import template
from django.utils.translation import get_language

from pimpasa.foundation.ui import words

register = template.Library()
register.filter("money", words.money)


def _language() -> str:
    return "en" if get_language() == "en" else "id"


@register.filter(expects_localtime=True)
def day(value: date) -> str:
    return words.day(value, _language())


@register.filter(expects_localtime=True)
def month(value: date) -> str:
    return words.month(value, _language())


@register.filter(expects_localtime=True)
def moment(value: datetime) -> str:
    return words.moment(value, _language())


@register.filter
def say(text: dict[str, str] | None) -> str:
    return words.say(text, _language())
