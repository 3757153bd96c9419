"""What this part holds on people who sign in: whose evenings and countings they are, as numbers; tests they took.

On those who answer a test it holds nothing that says who they are.
"""

from django.utils.translation import gettext as _

from pimpasa.accounts.models import User
from pimpasa.foundation.personal_data import Holding, PersonalData
from pimpasa.learning.sessions.models import PaperTally, RoomCount, SessionClosing, SessionKit
from pimpasa.learning.teachers.personal_data import erase_teacher, teacher_holdings


def holdings(user: User) -> list[Holding]:
    counted = [
        (_("Sosialisasi yang disiapkan"), SessionKit.objects.filter(made_by=user)),
        (_("Sosialisasi yang ditutup"), SessionClosing.objects.filter(recorded_by=user)),
        (_("Hitungan kertas yang dimasukkan"), PaperTally.objects.filter(recorded_by=user)),
        (_("Hitungan orang di ruangan"), RoomCount.objects.filter(recorded_by=user)),
    ]
    found = [Holding(title, rows.model._meta.db_table, rows.count()) for title, rows in counted]
    found += teacher_holdings(user)
    return [holding for holding in found if holding.count]


def erase(user: User, pseudonym: str) -> None:
    """What was done stays and points to the account, which bears the pseudonym; tests and certificates go."""
    erase_teacher(user)


LEARNING = PersonalData("learning", holdings, erase)
