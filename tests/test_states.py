"""docs/states.md says what the code does."""

from pimpasa.foundation.clocks.document import document, state_tables
from pimpasa.foundation.folders import CHECKOUT


def test_the_page_of_states_is_what_the_code_says():
    page = (CHECKOUT / "docs" / "states.md").read_text(encoding="utf-8")
    assert page == document(state_tables()), "run: pimpasa states > docs/states.md"
