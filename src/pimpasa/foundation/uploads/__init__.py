"""Files that people send: made harmless or refused, kept privately, shown only through a page that checks who asks.

Protects the people in the pictures (where they live is in the photo's metadata) and whoever opens a file later
(a document may carry a program). Nothing is kept as it was sent, except a PDF without anything active in it.
"""

from .errors import RefusedFileError
from .intake import Intake, take_file, take_photo
from .store import forget, keep, read

__all__ = ["Intake", "RefusedFileError", "forget", "keep", "read", "take_file", "take_photo"]
