"""What this part holds on people who sign in: their deeds, as numbers. On anybody else it holds nothing readable."""

from django.utils.translation import gettext as _

from pimpasa.accounts.models import User
from pimpasa.foundation.personal_data import Holding, PersonalData

from .models import RecruiterFiling, RecruiterObjection, SignalReading, SignalStep


def holdings(user: User) -> list[Holding]:
    counted = [
        (_("Kiriman tentang perekrut yang dicatat"), RecruiterFiling.objects.filter(filed_by=user)),
        (_("Kiriman tentang perekrut yang dikonfirmasi"), RecruiterFiling.objects.filter(confirmed_by=user)),
        (_("Langkah pada sinyal perekrut"), SignalStep.objects.filter(recorded_by=user)),
        (_("Sinyal perekrut yang dibuka"), SignalReading.objects.filter(reader=user)),
        (_("Keberatan tentang perekrut yang diputuskan"), RecruiterObjection.objects.filter(answered_by=user)),
    ]
    found = [Holding(title, rows.model._meta.db_table, rows.count()) for title, rows in counted]
    return [holding for holding in found if holding.count]


def erase(user: User, pseudonym: str) -> None:
    """Deeds stay and point to the account, which bears the pseudonym."""


RECRUITERS = PersonalData("recruiters", holdings, erase)
