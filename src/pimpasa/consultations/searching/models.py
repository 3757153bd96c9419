from django.db import models

from pimpasa.consultations.models import Consultation


class WordMark(models.Model):
    """One word of a thread as a keyed fingerprint: it can be looked for, and not read back without the key.

    It stands for the whole thread, not for a place in it, so that no sentence can be put together from marks.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="+")
    mark = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mark", "consultation"], name="word_mark_once")]

    def __str__(self) -> str:
        return str(self.mark)
