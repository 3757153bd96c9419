"""Loading the demonstration: all of it or nothing, and only where nothing real is."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.config.demonstration.files import note_files, settle_files
from pimpasa.config.demonstration.play import rehearse
from pimpasa.config.demonstration.standing import is_demonstration_now, is_untouched, one_at_a_time, what_is_real
from pimpasa.foundation import installation
from pimpasa.foundation.installation.actions import mark_demonstration
from pimpasa.foundation.uploads import keep
from pimpasa.foundation.uploads.store import name_of
from pimpasa.regions.load import load_reference_data

Progress = Callable[[int, int], None]


def ignore_progress(done: int, total: int) -> None:
    """For callers who need no progress bar."""


def load(progress: Progress = ignore_progress) -> bool:
    """False where it was loaded already. Raises ValidationError where anything real is."""
    with one_at_a_time():
        settle_files()
        if is_demonstration_now():
            return False
        refuse_real()
        load_reference_data()
        _write(progress)
        settle_files()
    return True


def load_once(progress: Progress = ignore_progress) -> bool:
    """For the first start: False wherever somebody has set up, loaded or removed before."""
    with one_at_a_time():
        settle_files()
        fresh = is_untouched()
    return fresh and load(progress)


def refuse_real() -> None:
    if found := what_is_real():
        told = ", ".join(f"{number} {name}" for name, number in found.items())
        raise ValidationError(
            _("Di sini sudah ada data sungguhan: %(told)s. Peragaan tidak pernah bercampur dengannya.")
            % {"told": told},
            code="real",
        )


def _write(progress: Progress) -> None:
    try:
        with transaction.atomic():
            mark_demonstration()
            # After the mark, which every record made from now on follows.
            play = rehearse(timezone.localdate())
            note_files(name_of(key, content) for key, content in play.files.items())
            play.ledger.write(progress)
            for key, content in play.files.items():
                keep(key, content)
    finally:
        # The mark was remembered inside the transaction, which may have failed.
        installation.forget()
