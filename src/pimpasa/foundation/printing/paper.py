from enum import StrEnum


class Paper(StrEnum):
    """A paper size by the name that both people and typst use."""

    A3 = "a3"
    A4 = "a4"
    A5 = "a5"
