import pytest

from pimpasa.offers.recruiters import marks
from pimpasa.offers.recruiters.views.public import filing_publicly


@pytest.fixture(autouse=True)
def quick_and_open(monkeypatch):
    """Fingerprints are slow on purpose; no test inherits what another one's address has used up."""
    monkeypatch.setattr(marks, "COST", 2)
    filing_publicly.forget()
