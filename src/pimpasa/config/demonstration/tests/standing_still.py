"""What is made once for many tests and leaves nothing behind, in the database or on the disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction

from pimpasa.regions.load import load_reference_data
from pimpasa.regions.queries import forget_offices


@contextmanager
def files_kept_in(place: Path) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        for user in ("pimpasa.foundation.uploads.store", "pimpasa.config.demonstration.files"):
            patch.setattr(f"{user}.state_folder", lambda: place)
        yield place


@contextmanager
def reference_data() -> Iterator[None]:
    """The regions and offices, and whatever is written meanwhile; the database keeps nothing of it."""
    with transaction.atomic():
        load_reference_data()
        yield
        transaction.set_rollback(True)
    forget_offices()
