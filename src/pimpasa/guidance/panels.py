"""What this part shows on pages of others: the staff's tasks, and a village's page."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from pimpasa.foundation.access import Person, may
from pimpasa.foundation.content import load_library
from pimpasa.foundation.panels import StaffPanel
from pimpasa.regions.gazetteer import Place

from .models import FactReport
from .policies import SEE_REPORTS

FIRST_GUIDE = "paspor"


def reports_panel(user: Person) -> StaffPanel | None:
    if not may(user, SEE_REPORTS):
        return None
    return StaffPanel(
        title=_('Laporan "Ada yang salah?"'),
        number=FactReport.objects.waiting().count(),
        waiting=_("menunggu diperiksa"),
        url=reverse("report-list"),
    )


def guides_panel(request: HttpRequest, village: Place) -> str:
    """The guides, already knowing the village, that on passports first, and the sheets to hang up in it."""
    guides = sorted(load_library().guides.values(), key=lambda guide: guide.id != FIRST_GUIDE)
    context = {"guides": guides, "village": village}
    return render_to_string("guidance/_village_panel.html", context, request)
