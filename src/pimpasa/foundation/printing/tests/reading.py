"""Reads a finished sheet back. Where a line breaks is the sheet's affair, so spaces are left out on both sides."""

import shutil
import subprocess

import pytest

needs_pdftotext = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")


def letters(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


def letters_of(pdf: bytes) -> str:
    """All that is printed on the sheet."""
    run = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, stdout=subprocess.PIPE, check=True)
    return letters(run.stdout.decode())
