"""What a learning path shows on pages of others: the staff's first page, and the register's."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Model
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from pimpasa.accounts.access import may, may_in
from pimpasa.accounts.models import User
from pimpasa.fieldwork.register.models import AssistedVillage, Officer
from pimpasa.fieldwork.register.views.listing import Choice, Filter
from pimpasa.foundation.access import Person
from pimpasa.foundation.panels import StaffPanel
from pimpasa.learning.teachers.path import path_of
from pimpasa.learning.teachers.policies import SEE_TRAINED, TAKE_TEST
from pimpasa.learning.teachers.queries import trained, trained_in, without_trained


def path_panel(user: Person) -> StaffPanel | None:
    """What this person still has to show by a test, or to renew."""
    if not isinstance(user, User) or not may(user, TAKE_TEST):
        return None
    path = path_of(user)
    words = _("pelajaran perlu diperbarui") if path.to_renew else _("pelajaran belum lulus tes")
    return StaffPanel(_("Jalur belajar Anda"), len(path.due), words, reverse("learning-path"))


def trained_panel(request: HttpRequest, record: Model) -> str | None:
    """On a village's page: how many and who; names only for those who work with the village's people."""
    if not isinstance(record, AssistedVillage):
        return None
    people = trained_in(record.village_id)
    shown = {
        "standing": sum(one.stands for one in people),
        "people": people if may_in(request.user, SEE_TRAINED, record.village_id) else [],
    }
    return render_to_string("learning/teachers/_village_panel.html", shown, request)


def officer_marks(user: Person, officers: Sequence[Officer]) -> dict[UUID, str]:
    """By account: who has passed the test of the lessons."""
    if not may(user, SEE_TRAINED):
        return {}
    found = trained([one.user_id for one in officers])
    return {one.person.pk: _("lulus tes") if one.stands else _("tes perlu diperbarui") for one in found}


def trained_filter() -> Filter:
    missing = without_trained("village_id")
    choices = [Choice("ada", _("ada yang lulus tes"), ~missing), Choice("belum", _("belum ada"), missing)]
    return Filter("pengajar", _("Pengajar terlatih"), choices)
