"""What is known of a leak of data, and who was told. Protects those affected from hearing of it late or not at all."""

from datetime import datetime

import uuid6
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.breaches.policies import SEE_BREACHES
from pimpasa.accounts.breaches.states import BREACH_STATES, FOUND
from pimpasa.accounts.models import User
from pimpasa.foundation.access import Person, may
from pimpasa.foundation.clocks import Clock
from pimpasa.foundation.clocks.standing import Standing


class BreachReportQuerySet(models.QuerySet["BreachReport"]):
    def visible_to(self, user: Person) -> "BreachReportQuerySet":
        """A leak concerns the whole installation: who may see one sees all."""
        return self if may(user, SEE_BREACHES) else self.none()

    def open(self) -> "BreachReportQuerySet":
        return self.filter(state__in=BREACH_STATES.open_keys)


class BreachReport(Standing, models.Model):
    STATES = BREACH_STATES

    class Reach(models.TextChoices):
        SESSIONS = "sessions", _("akun yang aktif waktu itu")
        ACCOUNT = "account", _("satu akun dikuasai orang lain")
        OFFICE = "office", _("satu kantor")
        PHOTOS = "photos", _("foto wajah")
        BACKUP = "backup", _("cadangan basis data")

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7, editable=False)
    what_happened = models.TextField(
        _("apa yang terjadi"), max_length=2000, help_text=_("Tanpa nama orang. Sebut alat, berkas, atau halaman.")
    )
    data_kinds = models.CharField(_("data apa"), max_length=300)
    remedy = models.TextField(_("apa yang sudah dilakukan"), max_length=2000, blank=True)
    began_at = models.DateTimeField(_("sejak kapan data bisa dibaca"))
    ended_at = models.DateTimeField(_("sampai kapan"))
    found_at = models.DateTimeField(_("kapan ditemukan"))
    reach = models.CharField(_("mengenai siapa"), max_length=10, choices=Reach.choices, default=Reach.SESSIONS)
    username = models.CharField(_("nama pengguna akun itu"), max_length=150, blank=True)
    office_code = models.CharField(_("kode kantor itu"), max_length=40, blank=True)
    state = models.CharField(_("keadaan"), max_length=10, choices=BREACH_STATES.choices, default=FOUND)
    state_since = models.DateTimeField(editable=False)
    due_at = models.DateTimeField(_("paling lambat diberitahukan"), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    recorded_at = models.DateTimeField(_("dicatat"), db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("pencatat"))

    objects = BreachReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("kebocoran data")
        verbose_name_plural = _("kebocoran data")
        ordering = ["-found_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(ended_at__gte=F("began_at")), name="breach_ends_after_it_began"),
            models.CheckConstraint(
                condition=Q(state__in=[key for key, _label in BREACH_STATES.choices]), name="breach_known_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.found_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("breach", kwargs={"pk": self.pk})

    @property
    def steps(self) -> list[tuple[str, str]]:
        keys = self.standing.steps
        return [(key, translation.gettext(BREACH_STATES.state(key).label)) for key in keys]

    @property
    def is_overdue(self) -> bool:
        return self.state == FOUND and Clock(self.due_at).is_over(timezone.now())


class BreachNotice(models.Model):
    """That somebody was told, when and by what way. Roles and offices, never what was told."""

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7, editable=False)
    report = models.ForeignKey(BreachReport, on_delete=models.PROTECT, related_name="notices")
    told = models.CharField(_("siapa yang diberi tahu"), max_length=200)
    how = models.CharField(_("lewat apa"), max_length=200)
    told_at = models.DateTimeField(_("kapan"))
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("pemberitahuan kebocoran")
        verbose_name_plural = _("pemberitahuan kebocoran")
        ordering = ["told_at", "id"]

    def __str__(self) -> str:
        return self.told


def due_after(found_at: datetime) -> datetime:
    clock = BREACH_STATES.clock(FOUND, entered_at=found_at, began_at=found_at)
    assert clock is not None
    return clock.due_at
