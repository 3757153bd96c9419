"""What a test page carries back: which test, whose, with which questions. Signed, so that nobody picks them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import uuid6
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pimpasa.accounts.models import User
from pimpasa.foundation.rules.guide import fingerprint_of
from pimpasa.learning.teachers.drawing import Question

SALT = "learning.training-test"
OPEN_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Ticket:
    id: UUID
    shown: str

    def sealed(self, person: User) -> str:
        return signing.dumps([str(self.id), str(person.pk), self.shown], salt=SALT)


def new_ticket(questions: Iterable[Question]) -> Ticket:
    return Ticket(uuid6.uuid7(), shown(questions))


def shown(questions: Iterable[Question]) -> str:
    """Names the questions with all their words: an answer to other words is no answer."""
    return fingerprint_of([f"{one.ref} {one.item!r}".encode() for one in questions])


def read_ticket(sealed: str, person: User) -> Ticket:
    """Raises ValidationError: code "old" for one of yesterday, "stale" for one of another person or not ours."""
    try:
        key, owner, questions = signing.loads(sealed, salt=SALT, max_age=OPEN_FOR)
    except signing.SignatureExpired as old:
        raise ValidationError(
            _("Halaman ini sudah lewat sehari. Jawaban Anda masih ada: kirim lagi."), code="old"
        ) from old
    except signing.BadSignature:
        owner = ""
    if owner != str(person.pk):
        raise ValidationError(_("Halaman tes ini sudah tidak berlaku. Ini tes yang baru."), code="stale")
    return Ticket(UUID(key), questions)
