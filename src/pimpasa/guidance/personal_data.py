"""What this part holds on people who sign in: whose work the local answers are, as numbers."""

from django.utils.translation import gettext as _

from pimpasa.accounts.models import User
from pimpasa.foundation.personal_data import Holding, PersonalData
from pimpasa.guidance.local.models import LocalAnswer, LocalAnswerEdition


def holdings(user: User) -> list[Holding]:
    counted = [
        (_("Jawaban setempat yang diusulkan"), LocalAnswer.objects.filter(proposed_by=user)),
        (_("Jawaban setempat yang diperiksa"), LocalAnswer.objects.filter(reviewed_by=user)),
        (_("Riwayat jawaban setempat"), LocalAnswerEdition.objects.filter(recorded_by=user)),
    ]
    found = [Holding(title, rows.model._meta.db_table, rows.count()) for title, rows in counted]
    return [holding for holding in found if holding.count]


def erase(user: User, pseudonym: str) -> None:
    """Nothing of its own: the answers are the office's, and point to the account, which bears the pseudonym."""


GUIDANCE = PersonalData("guidance", holdings, erase)
