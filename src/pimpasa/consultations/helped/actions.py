from django.db import transaction
from django.db.models import F
from django.utils import timezone

from pimpasa.regions.models import Region

from .models import Helped


@transaction.atomic
def count_helped(topic: str, place: Region | None, *, helped: bool) -> None:
    """Whether an answer of the guides was enough. Nothing about the person is kept, not even the question."""
    day = timezone.localdate()
    row, _is_new = Helped.objects.get_or_create(day=day, topic=topic, place=place)
    name = "helped" if helped else "not_helped"
    Helped.objects.filter(pk=row.pk).update(**{name: F(name) + 1})
