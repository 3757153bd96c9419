"""What the table of states says of a record, in the reader's language."""

from typing import ClassVar

from django.utils import translation

from .table import State, StateTable


class Standing:
    """For a record with a `state`; `STATES` is its table."""

    STATES: ClassVar[StateTable]
    state: object

    @property
    def standing(self) -> State:
        return self.STATES.state(str(self.state))

    @property
    def state_label(self) -> str:
        return translation.gettext(self.standing.label)

    @property
    def waits_for(self) -> str:
        return translation.gettext(self.standing.waits_for) if self.standing.waits_for else ""
