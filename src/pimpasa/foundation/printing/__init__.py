"""Paper: sheets set by typst from data alone, and QR codes. Knows nothing of what is printed."""

from .paper import Paper
from .qr import qr_svg
from .sheets import print_pages, print_pdf

__all__ = ["Paper", "print_pages", "print_pdf", "qr_svg"]
