"""What can go wrong, in words for the person who wrote the content or gave the answer."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, order=True)
class ContentError:
    """One mistake in a content file: where it stands and what to change."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field}: {self.message}"


class RulesError(Exception):
    """Base of everything this library raises."""


class ContentErrors(RulesError):  # noqa: N818 - holds several errors, each a ContentError
    """The content cannot be used; `errors` lists every mistake found."""

    def __init__(self, errors: list[ContentError]) -> None:
        self.errors = sorted(errors)
        super().__init__("\n".join(map(str, self.errors)))


class NoRuleInForceError(RulesError):
    """The guide says nothing for this day; a neighbouring day's rule is never borrowed."""

    def __init__(self, day: date, first: date) -> None:
        self.day, self.first = day, first
        super().__init__(f"no rule in force on {day}; this guide answers from {first}")


class UnknownAnswerError(RulesError):
    """A question or an option that the guide does not have."""

    def __init__(self, question: str, option: str | None = None, known: tuple[str, ...] = ()) -> None:
        self.question, self.option, self.known = question, option, known
        what = f"unknown question {question!r}" if option is None else f"{question}: unknown option {option!r}"
        super().__init__(f"{what}; known: {', '.join(known)}")


class IncompleteAnswerError(RulesError):
    """A tick list with fewer ticks than it asks for."""

    def __init__(self, question: str, at_least: int) -> None:
        self.question, self.at_least = question, at_least
        super().__init__(f"{question}: choose at least {at_least}")


class ContradictionError(RulesError):
    """Answers that cannot be true together; `text` says why in each language."""

    def __init__(self, questions: tuple[str, ...], text: dict[str, str]) -> None:
        self.questions, self.text = questions, text
        super().__init__(f"{', '.join(questions)}: {text['id']}")
