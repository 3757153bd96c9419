from django.db import models

from pimpasa.consultations.models import Entry, QuotedFact


class Correction(models.Model):
    """An answer that told the thread what a fact quoted there earlier says now. The database refuses to change it."""

    quote = models.OneToOneField(QuotedFact, on_delete=models.PROTECT, related_name="correction")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.quote_id} → {self.entry_id}"
