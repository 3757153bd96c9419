"""Reads `content/` into one immutable edition: sources, guides, lessons. Nothing here is ever changed while running."""

from .library import Library, load_library, read_library
from .sources import Source

__all__ = ["Library", "Source", "load_library", "read_library"]
