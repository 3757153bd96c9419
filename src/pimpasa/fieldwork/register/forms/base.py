"""What the register's forms share: what was typed is always kept, also when another person saved first."""

from collections.abc import Mapping
from typing import Any

import uuid6
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pimpasa.regions.models import ImmigrationOffice


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        # Browsers read and send this one format, whatever the page's language.
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    def __init__(self, **options: Any) -> None:
        super().__init__(widget=DayInput(), **options)


class RegisterForm(forms.Form):
    """A form whose action may refuse what each field allows."""

    # What another person saved meanwhile: label and value as they are now.
    conflict: list[tuple[str, str]] | None = None

    def take_errors(self, refused: ValidationError) -> None:
        """Puts what the action refused beside its field, or at the top when the form has no such field."""
        by_field = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
        for name, texts in by_field.items():
            self.add_error(name if name in self.fields else None, texts)


class NewForm(RegisterForm):
    """The key makes sending twice record once."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid6.uuid7)


class ChangeForm(RegisterForm):
    """Knows which version the person looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    @staticmethod
    def values_of(row: Any) -> Mapping[str, Any]:
        """The record's values by the form's field names."""
        return {}

    @classmethod
    def for_row(cls, data: Any, files: Any, row: Any, **options: Any) -> "ChangeForm":
        return cls(data, files, initial={**cls.values_of(row), "version": row.version}, **options)

    def show_conflict(self, current: Model) -> None:
        """Keeps what was typed, shows what is there now where it differs; saving again then knowingly replaces it."""
        now = self.values_of(current)
        self.conflict = [
            (str(self.fields[name].label), _shown(value))
            for name, value in now.items()
            if name in self.fields and _plain(value) != _plain(self.cleaned_data.get(name))
        ]
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["version"] = str(current.version)  # type: ignore[attr-defined]  # rows of a change form have one
        self.data = data
        self.add_error(None, _("Orang lain baru saja mengubah catatan ini. Ketikan Anda masih ada."))


def own_office_field(offices: "QuerySet[ImmigrationOffice]", label: str) -> "forms.ModelChoiceField[ImmigrationOffice]":
    """A choice among the person's offices, made already where there is only one."""
    field = forms.ModelChoiceField(offices, label=label)
    first = list(offices[:2])
    if len(first) == 1:
        field.initial = first[0].pk
    return field


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, QuerySet | list | tuple):
        return sorted(str(_plain(one)) for one in value)
    return "" if value is None else value


def _shown(value: Any) -> str:
    if isinstance(value, QuerySet | list | tuple):
        return ", ".join(str(one) for one in value) or "-"
    return str(value) if value not in (None, "") else "-"
