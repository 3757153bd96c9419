from django.urls import reverse
from django.utils.translation import gettext as _

from pimpasa.foundation.panels import StaffPanel

from .models import FactReport


def reports_panel() -> StaffPanel:
    return StaffPanel(
        title=_('Laporan "Ada yang salah?"'),
        number=FactReport.objects.waiting().count(),
        waiting=_("menunggu diperiksa"),
        url=reverse("report-list"),
    )
