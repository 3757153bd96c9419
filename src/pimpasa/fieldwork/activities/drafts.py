"""Drafts: what someone was still writing, kept with the account so that another phone can go on. Theirs alone."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from pimpasa.accounts.models import User
from pimpasa.fieldwork.activities.models import Draft
from pimpasa.fieldwork.masking import mask_numbers

NOT_KEPT = frozenset({"csrfmiddlewaretoken", "simpan"})


@transaction.atomic
def save_draft(owner: User, form: str, typed: QueryDict) -> Draft:
    """Raises ValidationError for more than anyone types. Only the fields' own text is kept, numbers masked."""
    fields = {name: [mask_numbers(text) if " " in text else text for text in typed.getlist(name)] for name in typed}
    kept = {name: texts for name, texts in fields.items() if name not in NOT_KEPT}
    if sum(len(text) for texts in kept.values() for text in texts) > Draft.LONGEST:
        raise ValidationError(_("Draf ini terlalu panjang."))
    return Draft.objects.update_or_create(owner=owner, form=form, defaults={"fields": kept})[0]


def draft_of(owner: User, form: str) -> Draft | None:
    return Draft.objects.filter(owner=owner, form=form).first()


def forget_draft(owner: User, form: str) -> None:
    Draft.objects.filter(owner=owner, form=form).delete()


def forget_sent_draft(owner: User, form: str, key: UUID) -> None:
    """Only the draft that was sent under this key; what is half written of something else stays."""
    Draft.objects.filter(owner=owner, form=form, fields__id=[str(key)]).delete()
