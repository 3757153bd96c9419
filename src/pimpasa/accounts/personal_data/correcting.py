from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from pimpasa.accounts.models import User
from pimpasa.foundation.audit.actions import record


@transaction.atomic
def correct_person(user: User, *, name: str | None = None, email: str | None = None, by: User | None = None) -> User:
    """Raises ValidationError by field. What was wrong is not kept anywhere, not even in the audit."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if hasattr(user, "erasure"):
        raise ValidationError({"username": _("Data pribadi orang ini sudah dihapus.")})
    if name is not None:
        user.display_name = name.strip()
    if email is not None:
        _check_email(email)
        user.username = User.normalize_username(email)
    user.full_clean()
    user.save(update_fields=["display_name", "username"])
    record(by, "correct-person", user, name=name is not None, email=email is not None)
    return user


def _check_email(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as refused:
        raise ValidationError({"email": refused.messages}) from refused
