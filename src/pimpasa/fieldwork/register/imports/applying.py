"""Applies the checked rows of a list inside the import's one transaction."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.accounts.models import Posting, User
from pimpasa.fieldwork.register.actions.assignments import assign
from pimpasa.fieldwork.register.actions.officers import NamePlate, inaugurate, record_inauguration
from pimpasa.fieldwork.register.actions.villages import activate_village, agree_village
from pimpasa.fieldwork.register.imports.bulk import (
    NewAssignment,
    NewOfficer,
    NewVillage,
    assign_new,
    enlist_officers,
    hold_pairs,
    take_villages,
)
from pimpasa.fieldwork.register.imports.checking.rows import Checked, Doubt
from pimpasa.fieldwork.register.models import (
    Assignment,
    AssistedVillage,
    Decree,
    DoubtfulVillage,
    Import,
    Inauguration,
    Officer,
)
from pimpasa.foundation.roles import Role
from pimpasa.regions.models import ImmigrationOffice, Region

State = AssistedVillage.State
Progress = Callable[[int, int], None]


class Rows(ABC):
    """Applies checked rows one by one; `made` counts what came of them."""

    def __init__(self, kept: Import, by: User | None, progress: Progress | None) -> None:
        self.kept, self.by, self.progress = kept, by, progress
        self.made: Counter[str] = Counter()
        self.decrees = {str(one.pk): one for one in Decree.objects.all()}
        self.offices: dict[str, ImmigrationOffice] = {}

    def apply(self, rows: list[Checked]) -> Counter[str]:
        self.offices = ImmigrationOffice.objects.in_bulk({one.office for one in rows})
        self.prepare(rows)
        for number, one in enumerate(rows, start=1):
            with _line_named(one.line):
                self.apply_row(one)
            if self.progress:
                self.progress(number, len(rows))
        self.finish()
        return self.made

    @abstractmethod
    def prepare(self, rows: list[Checked]) -> None:
        """Before the first row."""

    @abstractmethod
    def apply_row(self, one: Checked) -> None:
        """Makes what one row asks for, counted in `made`."""

    @abstractmethod
    def finish(self) -> None:
        """After the last row."""

    def ask_a_person(self, one: Checked, doubt: Doubt, officer: Officer | None) -> None:
        written = {"village": doubt.village, "district": doubt.district, "regency": doubt.regency}
        new = {"line": one.line, "source": self.kept, "candidates": doubt.candidates, "reason": doubt.reason}
        if one.day:
            new["since"] = date.fromisoformat(one.day)
        key = {"office": self.offices[one.office], "officer": officer, "province": doubt.province, **written}
        _row, is_new = DoubtfulVillage.objects.get_or_create(defaults=new, **key)
        self.made["doubtful"] += is_new


class OfficerRows(Rows):
    def prepare(self, rows: list[Checked]) -> None:
        emails = [one.cells["email"].lower() for one in rows]
        known = Officer.objects.filter(user__username__in=emails).select_related("user", "office")
        self.officers = {one.user.username: one for one in known}
        self._enlist([one for one in rows if one.cells["email"].lower() not in self.officers])
        wanted = {code for one in rows for code in one.villages}
        self.villages = hold_pairs(wanted, emails)
        postings = Posting.objects.filter(user__username__in=emails, role=Role.OFFICER)
        self.posted = set(postings.values_list("user", "area"))
        self.inaugurated: dict[tuple[str, str], list[Officer]] = {}
        self.new: list[NewAssignment] = []

    def apply_row(self, one: Checked) -> None:
        officer = self.officers[one.cells["email"].lower()]
        if one.decree and one.day:
            self.inaugurated.setdefault((one.decree, one.day), []).append(officer)
        for key in one.villages:
            self._assign(officer, self.villages[key], self.decrees.get(one.decree), one.day)
        for doubt in one.doubts:
            self.ask_a_person(one, doubt, officer)

    def finish(self) -> None:
        assign_new(self.new, by=self.by)
        self.made["assignments"] += len(self.new)
        for (decree, day), officers in self.inaugurated.items():
            inauguration = self._inauguration(self.decrees[decree], date.fromisoformat(day))
            self.made["inaugurated"] += inaugurate(inauguration, officers, by=self.by)

    def _enlist(self, rows: list[Checked]) -> None:
        plates = [(one, NamePlate(one.cells["name"], one.cells.get("rank", "")[:60])) for one in rows]
        new = [NewOfficer(one.cells["email"].lower(), plate, self.offices[one.office]) for one, plate in plates]
        self.officers |= {one.user.username: one for one in enlist_officers(new, by=self.by)}
        self.made["officers"] += len(new)

    def _inauguration(self, decree: Decree, held_on: date) -> Inauguration:
        if held := Inauguration.objects.filter(decree=decree, held_on=held_on).first():
            return held
        self.made["inaugurations"] += 1
        return record_inauguration(decree, held_on, "", decree.office, by=self.by)

    def _assign(self, officer: Officer, village: AssistedVillage, decree: Decree | None, day: str) -> None:
        starts_on = date.fromisoformat(day) if day else timezone.localdate()
        alike = officer.is_demonstration == village.is_demonstration
        if alike and (officer.user_id, village.village_id) not in self.posted:
            self.new.append(NewAssignment(officer, village, starts_on, decree))
            return
        running = Assignment.objects.not_over(timezone.localdate())
        if not running.filter(officer=officer, assisted_village=village).exists():
            assign(officer, village, by=self.by, decree=decree, starts_on=starts_on)
            self.made["assignments"] += 1


class VillageRows(Rows):
    def prepare(self, rows: list[Checked]) -> None:
        codes = [code for one in rows for code in one.villages]
        self.places = Region.objects.in_bulk(codes)
        known = AssistedVillage.objects.open().filter(village__in=codes)
        self.assisted = {one.village_id: one for one in known}
        self.new: list[NewVillage] = []

    def apply_row(self, one: Checked) -> None:
        for doubt in one.doubts:
            self.ask_a_person(one, doubt, None)
        decree, day = self.decrees.get(one.decree), date.fromisoformat(one.day) if one.day else None
        for code in one.villages:
            if (village := self.assisted.get(code)) is None:
                self.new.append(
                    NewVillage(self.places[code], self.offices[one.office], day or timezone.localdate(), decree)
                )
            elif decree and day:
                self.made["activated"] += bring_to_active(village, decree, day, by=self.by)

    def finish(self) -> None:
        take_villages(self.new, by=self.by)
        self.made["villages"] += len(self.new)
        self.made["activated"] += sum(one.decree is not None for one in self.new)


def bring_to_active(village: AssistedVillage, decree: Decree, day: date, *, by: User | None) -> bool:
    """A village that its decree shows to be active already takes the steps before on the same day."""
    if village.state == State.PROPOSED:
        village = agree_village(village, version=None, happened_on=day, by=by)
    if village.state != State.AGREED:
        return False
    activate_village(village, version=None, decree=decree, launched_on=day, by=by)
    return True


@contextmanager
def _line_named(line: int) -> Iterator[None]:
    """A row that another person's change made wrong meanwhile is named, and undoes the whole import."""
    try:
        yield
    except ValidationError as error:
        said = _("Baris %(line)d: %(problem)s") % {"line": line, "problem": " ".join(error.messages)}
        raise ValidationError(said) from error
