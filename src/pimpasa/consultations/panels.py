"""What this part shows on a village's page, and on the first page of staff."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.consultations.abuse.models import AbuseReport
from pimpasa.consultations.correcting.queries import still_outdated
from pimpasa.consultations.models import Consultation
from pimpasa.consultations.policies import REVIEW_ABUSE, SEE_CONSULTATIONS, SEE_PRIVATE_NOTES
from pimpasa.consultations.private.models import PrivatePart
from pimpasa.foundation.access import Person, may
from pimpasa.foundation.panels import StaffPanel
from pimpasa.regions.gazetteer import Place


def ask_panel(request: HttpRequest, village: Place) -> str:
    return render_to_string("consultations/_village_panel.html", {"village": village}, request)


def questions_panel(user: Person) -> StaffPanel | None:
    """What is late comes first; otherwise what waits for the person."""
    if not may(user, SEE_CONSULTATIONS):
        return None
    mine, title, url = Consultation.objects.for_acting(user).waiting(), _("Pertanyaan warga"), reverse("consultations")
    if late := mine.filter(due_at__lt=timezone.now()).count():
        return StaffPanel(title, late, _("pertanyaan terlambat dijawab"), url)
    return StaffPanel(title, mine.count(), _("pertanyaan menunggu Anda"), url)


def private_panel(user: Person) -> StaffPanel | None:
    if not may(user, SEE_PRIVATE_NOTES):
        return None
    number = PrivatePart.objects.visible_to(user).waiting().count()
    return StaffPanel(_("Catatan pribadi"), number, _("menunggu balasan Anda"), reverse("private-parts"))


def outdated_panel(user: Person) -> StaffPanel | None:
    """Only when somebody was told what no longer stands."""
    if not may(user, SEE_CONSULTATIONS):
        return None
    number = still_outdated(user).order_by().values("entry__consultation").distinct().count()
    words = _("pertanyaan sudah diberi tahu fakta lama")
    return StaffPanel(_("Pembetulan"), number, words, reverse("outdated-facts")) if number else None


def abuse_panel(user: Person) -> StaffPanel | None:
    """Only when a report waits for a verdict."""
    if not may(user, REVIEW_ABUSE):
        return None
    number = AbuseReport.objects.visible_to(user).waiting().count()
    words = _("laporan menunggu putusan")
    return StaffPanel(_("Penyalahgunaan"), number, words, reverse("abuse-reports")) if number else None
