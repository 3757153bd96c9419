"""People who teach: the tests they took, and what follows from a passed one.

Protects agents and officers: a test is read by nobody but the person who took it. Others learn only who has passed.
"""

from datetime import date

import uuid6
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.models import User
from pimpasa.fieldwork.demonstration import is_demonstration
from pimpasa.fieldwork.register.codes import new_code
from pimpasa.learning.teachers.stamps import stamps

# Our own choice, and shown as such: no rule of the programme names a time.
HOLDS_YEARS = 2


def years_after(day: date, years: int) -> date:
    """The same day of another year; 29 February becomes 1 March, and 28 February when looking back."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1) if years > 0 else date(day.year + years, 2, 28)


class TrainingTestQuerySet(models.QuerySet["TrainingTest"]):
    def of(self, person: User) -> "TrainingTestQuerySet":
        """The last one first."""
        return self.filter(person=person).order_by("-occurred_at", "-pk")


class TrainingTest(models.Model):
    # Given with the page, so that sending the page twice counts once.
    id = models.UUIDField(primary_key=True, default=uuid6.uuid7)
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("orang"))
    # Each question as "lesson/item"; {question: option}; those that were right as the lesson stood then.
    asked = ArrayField(models.CharField(max_length=110))
    answers = models.JSONField()
    right = ArrayField(models.CharField(max_length=110))
    passed = models.BooleanField(_("lulus"))
    content_version = models.CharField(max_length=64)
    occurred_at = models.DateTimeField(_("dikerjakan"), default=timezone.now)
    recorded_at = models.DateTimeField(_("dicatat"), db_default=Now(), editable=False)

    objects = TrainingTestQuerySet.as_manager()

    class Meta:
        verbose_name = _("tes pengajar")
        verbose_name_plural = _("tes pengajar")
        constraints = [
            models.CheckConstraint(condition=Q(asked__len__gte=1), name="training_test_asks"),
            models.CheckConstraint(condition=Q(right__contained_by=F("asked")), name="training_test_possible"),
        ]
        indexes = [models.Index(fields=["person", "-occurred_at"], name="training_test_by_person")]

    def __str__(self) -> str:
        return f"{len(self.right)}/{len(self.asked)}"

    @property
    def share(self) -> float:
        return len(self.right) / len(self.asked)


class TrainingQuerySet(models.QuerySet["Training"]):
    def of(self, person: User) -> "TrainingQuerySet":
        """The last one first."""
        return self.filter(person=person).order_by("-passed_on", "-pk")

    def standing(self, on: date | None = None) -> "TrainingQuerySet":
        """Those that need no renewal on the day: not too old, and all they lean on is still so."""
        day = on or timezone.localdate()
        return self.filter(passed_on__gt=years_after(day, -HOLDS_YEARS), facts__contained_by=stamps(day))


class Training(models.Model):
    """What somebody learned and showed on a day; a certificate with a code that a stranger may check."""

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7, editable=False)
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("orang"))
    # The answers go before the training does.
    test = models.OneToOneField(TrainingTest, on_delete=models.SET_NULL, null=True, related_name="training")
    # {lesson: its version}, and {lesson: the mark of its facts} as they stood on the day.
    versions = models.JSONField()
    facts = models.JSONField()
    passed_on = models.DateField(_("lulus pada"))
    short_code = models.CharField(_("kode periksa"), max_length=8, unique=True, default=new_code, editable=False)
    is_demonstration = models.BooleanField(_("peragaan"), default=is_demonstration, editable=False)
    recorded_at = models.DateTimeField(_("dicatat"), db_default=Now(), editable=False)

    objects = TrainingQuerySet.as_manager()

    class Meta:
        verbose_name = _("kelulusan pengajar")
        verbose_name_plural = _("kelulusan pengajar")
        constraints = [models.CheckConstraint(condition=~Q(facts={}), name="training_names_lessons")]
        indexes = [models.Index(fields=["person", "-passed_on"], name="training_by_person")]

    def __str__(self) -> str:
        return f"{self.person_id}, {self.passed_on}"

    @property
    def lessons(self) -> list[str]:
        return list(self.versions)

    @property
    def renew_by(self) -> date:
        return years_after(self.passed_on, HOLDS_YEARS)

    def is_old(self, on: date) -> bool:
        return self.renew_by <= on

    def stands(self, on: date) -> bool:
        """As `standing`, for one."""
        return not self.is_old(on) and self.facts.items() <= stamps(on).items()
