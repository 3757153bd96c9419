"""Trying a deed: why it could not be done, in words, and what others have done meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from pimpasa.consultations.models import Consultation, Step
from pimpasa.consultations.readers import NoReaderError
from pimpasa.fieldwork.register.versions import ChangedMeanwhileError
from pimpasa.foundation.clocks import WrongStepError

from .thread import news_since


@dataclass(frozen=True)
class Refused:
    """`refusal` goes beside the fields; `news` are the steps that others took first."""

    status: int
    refusal: ValidationError | None = None
    news: list[Step] = field(default_factory=list)

    @property
    def words(self) -> str:
        return " ".join(self.refusal.messages) if self.refusal else ""


def attempt(consultation: Consultation, version: int, deed: Callable[[], object]) -> Refused | None:
    """Nothing if it was done."""
    try:
        deed()
    except ValidationError as refused:
        return Refused(400, refused)
    except ChangedMeanwhileError:
        return Refused(409, news=news_since(consultation, version))
    except WrongStepError:
        return Refused(409, ValidationError(_("Dari keadaan sekarang langkah ini tidak bisa.")))
    except NoReaderError:
        return Refused(400, ValidationError(_("Di sana belum ada yang membaca.")))
    except PermissionDenied:
        # The thread can be seen, so somebody else has moved it on while this was being written.
        words = _("Sekarang bukan giliran Anda. Ketikan Anda masih ada di bawah, untuk disalin.")
        return Refused(403, ValidationError(words), news_since(consultation, version))
    return None
