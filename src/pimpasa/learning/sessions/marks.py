"""The numbers printed on tally sheets: each says which test and form it counts, and is entered once an evening."""

from pimpasa.learning.sessions.states import Form, Phase

# A second set for a second table that counts; the last two for the later test.
MARKS: dict[int, tuple[Phase, Form]] = {
    1: (Phase.BEFORE, Form.A),
    2: (Phase.BEFORE, Form.B),
    3: (Phase.AFTER, Form.A),
    4: (Phase.AFTER, Form.B),
    5: (Phase.BEFORE, Form.A),
    6: (Phase.BEFORE, Form.B),
    7: (Phase.AFTER, Form.A),
    8: (Phase.AFTER, Form.B),
    9: (Phase.LATER, Form.A),
    10: (Phase.LATER, Form.B),
}
