import pytest
import time_machine

from pimpasa.regions.queries import forget_offices
from pimpasa.regions.sheets.sheet import forget_sheets


@pytest.fixture(autouse=True)
def on_a_day_in_november(db):
    """Every sheet says its day; offices are forgotten, so that no test sees those of another."""
    forget_sheets()
    forget_offices()
    with time_machine.travel("2026-11-24T12:00:00+07:00", tick=False):
        yield
    forget_sheets()
    forget_offices()
