from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from pimpasa.accounts.models import User
from pimpasa.fieldwork.register.links import RecordLink
from pimpasa.fieldwork.register.models import Assignment, AssistedVillage, Officer
from pimpasa.insight.handover.reading import villages_for, villages_served_by


def handover_link(user: User, record: Model) -> RecordLink | None:
    """From a village, an assignment or an officer to the sheet, for whoever may read it."""
    if isinstance(record, Officer):
        return _link("officer-handover", record) if villages_served_by(record, user) else None
    village = record.assisted_village if isinstance(record, Assignment) else record
    assert isinstance(village, AssistedVillage)
    return _link("village-handover", village) if villages_for(user).filter(pk=village.pk).exists() else None


def _link(page: str, record: Model) -> RecordLink:
    return RecordLink(_("Lembar serah terima"), reverse(page, args=[record.pk]))
