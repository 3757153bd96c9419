from datetime import timedelta

from django.utils import timezone

from pimpasa.accounts.breaches.models import BreachReport, due_after


def make_breach(by, **fields) -> BreachReport:
    now = timezone.now()
    hour_ago = now - timedelta(hours=1)
    given = {"what_happened": "Laptop hilang", "data_kinds": "nama", "began_at": hour_ago, "ended_at": now}
    times = {"found_at": now, "state_since": now, "due_at": due_after(now)}
    return BreachReport.objects.create(recorded_by=by, **{**given, **times, **fields})
