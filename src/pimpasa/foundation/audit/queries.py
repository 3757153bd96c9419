from collections.abc import Iterable

from django.db.models import Model

from pimpasa.foundation.audit.models import AuditCheck, AuditEntry, AuditSeal


def who_did(verb: str, objects: Iterable[Model]) -> dict[str, str]:
    """The name of whoever did this deed last, by the object's key; nothing for the operator at the machine."""
    keys = {str(one.pk): one._meta.label_lower for one in objects}
    entries = AuditEntry.objects.filter(
        verb=verb, object_kind__in=set(keys.values()), object_id__in=keys, actor__isnull=False
    ).select_related("actor")
    return {entry.object_id: str(entry.actor) for entry in entries}


def latest_seal() -> AuditSeal | None:
    """The head of the chain: its `minute` and `chain_hash` are what recaps print."""
    return AuditSeal.objects.last()


def latest_check() -> AuditCheck | None:
    return AuditCheck.objects.first()
