"""What the register shows on pages of others: the staff's first page, and a village's public page."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.fieldwork.demonstration import is_demonstration
from pimpasa.fieldwork.register.models import AssistedVillage, DoubtfulVillage
from pimpasa.fieldwork.register.policies import ASSIGN, RESOLVE_DOUBTS
from pimpasa.fieldwork.register.queries import villages_without_officer
from pimpasa.foundation.access import Person, may
from pimpasa.foundation.panels import StaffPanel
from pimpasa.regions.gazetteer import Place


def gaps_panel(user: Person) -> StaffPanel | None:
    if not may(user, ASSIGN):
        return None
    number = villages_without_officer(user, timezone.localdate()).count()
    return StaffPanel(_("Penugasan"), number, _("desa aktif belum punya Pimpasa"), reverse("assignments"))


def doubts_panel(user: Person) -> StaffPanel | None:
    if not may(user, RESOLVE_DOUBTS):
        return None
    number = DoubtfulVillage.objects.visible_to(user).waiting().count()
    return StaffPanel(_("Impor daftar"), number, _("desa menunggu dipilih"), reverse("doubtful-villages"))


def assisted_panel(request: HttpRequest, village: Place) -> str:
    """Whether it is an assisted village, and how to check an officer; never who the officers are."""
    known = AssistedVillage.objects.at_work().filter(is_demonstration=is_demonstration())
    context = {"assisted": known.filter(village=village.code).first()}
    return render_to_string("fieldwork/register/_village_panel.html", context, request)
