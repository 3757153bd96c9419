"""Public pages of lessons lean on the content alone; what one test changes in it must not reach the next."""

import pytest

from pimpasa.foundation.ui import caching


@pytest.fixture
def lesson_client(client, settings, monkeypatch):
    """A visitor of pages that no database stands behind, and that were made for this test."""
    settings.PAGE_STAMPS = []
    monkeypatch.setattr(caching, "_shelf", caching.PageShelf())
    return client
