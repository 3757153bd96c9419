"""The states of an evening and the phases of its test."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    PLANNED = "planned", _("direncanakan")
    BEFORE = "before", _("tes sebelum dibuka")
    TEACHING = "teaching", _("materi sedang berjalan")
    AFTER = "after", _("tes sesudah dibuka")
    CLOSED = "closed", _("selesai")
    CANCELLED = "cancelled", _("batal")


class Phase(models.TextChoices):
    BEFORE = "before", _("sebelum")
    AFTER = "after", _("sesudah")
    LATER = "later", _("lanjutan")


class Form(models.TextChoices):
    A = "A", "A"
    B = "B", "B"


class Word(models.TextChoices):
    """The answer to "will you?" and to "have you?"; nothing ticked is no answer."""

    YES = "yes", _("Ya")
    NO = "no", _("Tidak")
    UNKNOWN = "unknown", _("Belum tahu")


class Way(models.TextChoices):
    PHONE = "phone", _("HP sendiri")
    SHARED = "shared", _("HP bersama")


RUNNING = (State.BEFORE, State.TEACHING, State.AFTER)
OPEN_STATES = (State.PLANNED, *RUNNING)
# Back to an earlier state is allowed while the evening runs: a test may be opened again for those who came late.
STEPS = {State.PLANNED: RUNNING, State.BEFORE: RUNNING, State.TEACHING: RUNNING, State.AFTER: RUNNING}
# The later test, counted from the evening.
LATER_FROM, LATER_UNTIL = timedelta(weeks=4), timedelta(weeks=8)
# What phones kept while there was no signal is still taken that long.
LATE = timedelta(days=7)
