"""Where someone may do something: a set of places, whose codes nest (33 holds 33.01, which holds 33.01.01.2001).

Protects one village's and one office's records from the people of another. Nothing named means nowhere.
"""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Scope:
    """`offices` are those whose own affairs are meant; `areas` are places with all that lies inside them."""

    areas: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    everywhere: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether no place at all is within it; an office whose working area is unconfirmed has none."""
        return not (self.everywhere or self.areas)

    def contains(self, code: str) -> bool:
        """Whether the place lies wholly inside."""
        if self.everywhere:
            return True
        parts = code.split(".")
        return any(".".join(parts[:size]) in self.areas for size in range(1, len(parts) + 1))

    def contains_office(self, code: str) -> bool:
        return code in self.offices

    def limit(self, rows: QuerySet[Row], field: str = "code") -> QuerySet[Row]:
        """The rows whose place, named by `field` (a code or a foreign key to a region), lies inside."""
        if self.everywhere:
            return rows
        return rows.filter(self.condition(_code_path(rows, field)))

    def limit_offices(self, rows: QuerySet[Row], field: str = "office") -> QuerySet[Row]:
        """The rows whose office, named by `field`, is one of these."""
        return rows.filter(**{f"{field}__in": self.offices})

    def condition(self, path: str) -> Q:
        """The same as a condition, to be joined with others; `path` ends at the code itself (`village__code`)."""
        if self.everywhere:
            return Q()
        inside = Q(**{f"{path}__in": self.areas})
        # A village holds nothing, and most scopes are villages: they need no search by prefix.
        for area in self.areas:
            if area.count(".") < VILLAGE_DEPTH:
                inside |= Q(**{f"{path}__startswith": area + "."})
        return inside


VILLAGE_DEPTH = 3


def _code_path(rows: QuerySet[Row], field: str) -> str:
    # Searching by prefix is not defined on a foreign key, only on the column that it points to.
    name, *rest = field.split("__")
    is_key = not rest and name != "pk" and rows.model._meta.get_field(name).is_relation
    return f"{field}__pk" if is_key else field
