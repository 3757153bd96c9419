from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pimpasa.foundation.retention import RetentionRule
from pimpasa.guidance.models import FactReport


def _old_reports(before: datetime) -> QuerySet[FactReport]:
    return FactReport.objects.filter(resolved_at__lt=before)


RULES = (
    RetentionRule(
        "fact_reports",
        _('Laporan "Ada yang salah?" yang sudah selesai'),
        180,
        _("Cukup lama untuk melihat apakah kesalahan yang sama dilaporkan lagi."),
        lambda before: _old_reports(before).count(),
        lambda before: _old_reports(before).delete()[0],
    ),
)
