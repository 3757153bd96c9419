"""The list of filings as a person may narrow and see it: what kinds of things were filed, never which."""

from dataclasses import dataclass

from django.db.models import Case, TextField, When
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.http import urlencode

from pimpasa.accounts.models import User

from .models import FilingQuerySet, RecruiterFiling


@dataclass(frozen=True)
class FilingFilter:
    """`state`: waiting, confirmed, cut, or nothing for all; `label` as a villager reads it out."""

    state: str = ""
    label: str = ""

    @classmethod
    def read(cls, sent: QueryDict) -> "FilingFilter":
        state = sent.get("keadaan", "")
        label = "".join(letter for letter in sent.get("nomor", "").lower() if letter in "0123456789abcdef")[:6]
        return cls(state if state in ("menunggu", "dikonfirmasi", "dicabut") else "", label)

    @property
    def query(self) -> str:
        return urlencode({name: value for name, value in (("keadaan", self.state), ("nomor", self.label)) if value})

    def narrow(self, rows: FilingQuerySet) -> FilingQuerySet:
        if self.label:
            text = Cast("pk", TextField())
            rows = rows.annotate(written=text).filter(written__endswith=self.label)
        if self.state == "menunggu":
            return rows.waiting()
        if self.state == "dikonfirmasi":
            return rows.counting()
        return rows.filter(cut_at__isnull=False) if self.state == "dicabut" else rows


def filings_for(user: User, narrowed: FilingFilter) -> FilingQuerySet:
    """Those that wait stand first."""
    rows = narrowed.narrow(RecruiterFiling.objects.visible_to(user)).select_related("village__parent")
    done = Case(When(confirmed_by=None, cut_at=None, then=0), default=1)
    return rows.prefetch_related("marks").order_by(done, "-filed_on", "pk")
