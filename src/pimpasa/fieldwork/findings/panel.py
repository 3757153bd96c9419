from django.urls import reverse
from django.utils.translation import gettext as _

from pimpasa.fieldwork.findings.models import Finding
from pimpasa.fieldwork.findings.policies import SEE_FINDINGS
from pimpasa.fieldwork.findings.queries import late_findings
from pimpasa.foundation.access import Person, may
from pimpasa.foundation.panels import StaffPanel


def findings_panel(user: Person) -> StaffPanel | None:
    """For whoever may act: how many are late, which comes first; otherwise how many are open."""
    if not may(user, SEE_FINDINGS):
        return None
    if late := late_findings(user):
        return StaffPanel(_("Temuan"), late, _("temuan lewat waktu"), reverse("findings") + "?keadaan=late")
    number = Finding.objects.visible_to(user).open().count()
    return StaffPanel(_("Temuan"), number, _("temuan belum selesai"), reverse("findings"))
