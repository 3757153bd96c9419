"""Paper: sheets set by typst from data alone, and QR codes. Knows nothing of what is printed."""

from .paper import Paper
from .qr import qr_svg
from .sheets import print_sheet

__all__ = ["Paper", "print_sheet", "qr_svg"]
