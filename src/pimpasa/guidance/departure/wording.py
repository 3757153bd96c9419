"""The words of `content/departure/*.yaml`: what lawyers and editors may want to change without touching the program."""

from functools import lru_cache
from typing import Any

import yaml

from pimpasa.foundation.content import load_library


@lru_cache(maxsize=4)
def wording(name: str) -> dict[str, Any]:
    read = yaml.safe_load((load_library().root / "departure" / f"{name}.yaml").read_text(encoding="utf-8"))
    assert isinstance(read, dict), name
    return read
