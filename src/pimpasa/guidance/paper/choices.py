"""Which facts and situations are chosen for paper: `content/paper/*.yaml`, written by people who know the questions."""

from functools import lru_cache
from typing import Any

import yaml

from pimpasa.foundation.content import load_library


@lru_cache(maxsize=8)
def chosen(sheet: str) -> dict[str, Any]:
    """The choices for one kind of sheet, as the file states them."""
    read = yaml.safe_load((load_library().root / "paper" / f"{sheet}.yaml").read_text(encoding="utf-8"))
    assert isinstance(read, dict), sheet
    return read
