from django.urls import reverse
from django.utils.translation import gettext as _

from pimpasa.accounts.access import villages_where
from pimpasa.accounts.audit_log.policies import SEE_AUDIT
from pimpasa.accounts.models import User
from pimpasa.foundation.access import Person
from pimpasa.foundation.audit.models import UnsealedEntry
from pimpasa.foundation.audit.queries import latest_check
from pimpasa.foundation.panels import StaffPanel


def audit_panel(user: Person) -> StaffPanel | None:
    if not isinstance(user, User) or not villages_where(user, SEE_AUDIT).everywhere:
        return None
    check = latest_check()
    if check and check.trouble:
        return StaffPanel(_("Catatan perbuatan"), 1, _("masalah di rantai segel"), reverse("audit-seals"))
    return StaffPanel(_("Catatan perbuatan"), UnsealedEntry.objects.count(), _("menunggu segel"), reverse("audit-log"))
