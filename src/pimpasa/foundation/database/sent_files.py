"""Putting the files that people sent back beside a restored database.

Their names come from their content, so old and new ones can lie side by side: those of the archive are added before
the databases are exchanged, those that belong to the old one alone go afterwards. A kill at any moment leaves files
too many, never one too few.
"""

import os
from pathlib import Path

from pimpasa.foundation.folders import state_folder


def files_folder() -> Path:
    return state_folder() / "files"


def add_missing(files: dict[str, Path]) -> None:
    """Moves in what is not there yet; what is there stays untouched while its database is in use."""
    for name, taken in files.items():
        place = state_folder() / name
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not place.exists():
            os.replace(taken, place)


def keep_only(files: dict[str, Path]) -> None:
    """Afterwards the folder holds exactly these; one that differed, as after a disk error, comes from the archive."""
    for name, taken in files.items():
        if taken.exists():
            os.replace(taken, state_folder() / name)
    wanted = {state_folder() / name for name in files}
    for place in files_folder().glob("??/*"):
        if place not in wanted:
            place.unlink(missing_ok=True)
