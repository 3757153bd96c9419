"""How long things are kept. Each part lists its rules; settings name the lists (RETENTION).

Protects people from being remembered longer than the purpose lasts. The days may be changed in the installation.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

LONGEST_DAYS = 3650


@dataclass(frozen=True)
class RetentionRule:
    """One subject: how many are over before a moment, and the erasing, which may be repeated without harm."""

    subject: str
    title: Any  # translated when shown
    days: int
    why: Any
    expired: Callable[[datetime], int]
    erase: Callable[[datetime], int]
    shortest_days: int = 1


def rules() -> dict[str, RetentionRule]:
    """All subjects by name, in the order of the settings."""
    return {rule.subject: rule for path in settings.RETENTION for rule in import_string(path)}


def checked(days: Mapping[str, int]) -> dict[str, int]:
    """Only what differs from what is declared. Raises ValidationError for unknown subjects and unfit numbers."""
    known = rules()
    for subject, number in days.items():
        if subject not in known:
            raise ValidationError({"retention": _("Tidak ada masa simpan bernama %s.") % subject})
        if not known[subject].shortest_days <= number <= LONGEST_DAYS:
            limits = {"subject": subject, "least": known[subject].shortest_days, "most": LONGEST_DAYS}
            raise ValidationError({"retention": _("%(subject)s: %(least)s sampai %(most)s hari.") % limits})
    return {subject: number for subject, number in days.items() if number != known[subject].days}
