"""Files of a demonstration: they stay exactly as long as the installation is one, wherever somebody pulls the plug.

The names are noted before anything is written or emptied. Whoever comes next settles the note: the files stay if the
rows that name them are there, and go if they are not.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from pimpasa.config.demonstration.standing import is_demonstration_now
from pimpasa.foundation.folders import state_folder
from pimpasa.foundation.uploads import forget


def note_files(names: Iterable[str]) -> None:
    draft = _note().with_suffix(".new")
    draft.write_text(json.dumps(sorted(names)))
    draft.replace(_note())


def settle_files() -> None:
    """Must run under the lock of loading and removing."""
    if not _note().is_file():
        return
    if not is_demonstration_now():
        for name in json.loads(_note().read_text()):
            forget(name)
    _note().unlink()


def _note() -> Path:
    return state_folder() / "demonstration-files"
