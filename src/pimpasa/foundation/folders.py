"""Where the product's own files lie, and where it may write: the same in a checkout and in an installed wheel."""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
CHECKOUT = PACKAGE.parent.parent


def in_checkout() -> bool:
    return (CHECKOUT / "pyproject.toml").is_file() and (CHECKOUT / "content").is_dir()


def shipped(name: str) -> Path:
    """The folder `content` or `data`: at the root of a checkout, inside the package once installed."""
    return CHECKOUT / name if in_checkout() else PACKAGE / "shipped" / name


def state_folder() -> Path:
    """The one folder the product writes to: PIMPASA_HOME, else `var` in a checkout, else the user's data folder."""
    if home := os.environ.get("PIMPASA_HOME"):
        return Path(home).resolve()
    if in_checkout():
        return CHECKOUT / "var"
    base = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "pimpasa"
