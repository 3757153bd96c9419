from typing import Any

import uuid6
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pimpasa.regions.models import ImmigrationOffice
from pimpasa.regions.sheets.actions import NewStatement
from pimpasa.regions.sheets.models import OfficeStatement
from pimpasa.regions.sheets.subjects import ASKING, CONTACT_DAYS, CONTACTS, OTHER_DAYS, SEVERAL_AT_ONCE, Subject
from pimpasa.regions.sheets.values import LONGEST, clean_value

LONG_TEXT = frozenset(Subject) - CONTACTS - {Subject.ELECTRONIC_ONLY_SINCE}


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        # Browsers read and send this one format, whatever the page's language.
        super().__init__(format="%Y-%m-%d")


class EarlierStatementField(forms.ModelChoiceField):  # type: ignore[type-arg]  # no subscript at run time
    def label_from_instance(self, obj: OfficeStatement) -> str:
        return obj.value[:80]


class StatementForm(forms.Form):
    """One statement about one subject. The action checks it again, for every other way in."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid6.uuid7)
    value = forms.CharField(label=_("Keterangan"), max_length=LONGEST)
    source = forms.CharField(
        label=_("Sumber"),
        max_length=400,
        help_text=_("Alamat halaman, atau apa yang Anda lihat dan di mana. Tanpa nama orang."),
    )
    checked_on = forms.DateField(label=_("Diperiksa pada"), widget=DayInput, initial=timezone.localdate)
    expires_on = forms.DateField(label=_("Berlaku sampai"), widget=DayInput, required=False)
    replaces = EarlierStatementField(
        OfficeStatement.objects.none(),
        label=_("Menggantikan"),
        required=False,
        empty_label=_("Tidak menggantikan; berdiri di samping yang lain"),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        office: ImmigrationOffice,
        subject: Subject,
        correcting: OfficeStatement | None = None,
    ) -> None:
        # Most corrections only confirm on a later day, so the earlier words are there to keep.
        initial = {"value": correcting.value, "source": correcting.source, "replaces": correcting} if correcting else {}
        super().__init__(data, initial=initial)
        self.subject = subject
        self._shape_value()
        self._shape_days()
        self._shape_replaces(office)

    def _shape_value(self) -> None:
        field = self.fields["value"]
        field.label = self.subject.label
        field.help_text = str(ASKING[self.subject].to_write)
        if self.subject in LONG_TEXT:
            field.widget = forms.Textarea(attrs={"rows": 4})
        elif self.subject == Subject.ELECTRONIC_ONLY_SINCE:
            field.widget = DayInput()

    def _shape_days(self) -> None:
        days = CONTACT_DAYS if self.subject in CONTACTS else OTHER_DAYS
        self.fields["expires_on"].help_text = _("Kosongkan untuk %(days)d hari sesudah diperiksa.") % {"days": days}

    def _shape_replaces(self, office: ImmigrationOffice) -> None:
        earlier = OfficeStatement.objects.open().filter(office=office, subject=self.subject)
        if self.subject not in SEVERAL_AT_ONCE or not earlier.exists():
            del self.fields["replaces"]
            return
        self.fields["replaces"].queryset = earlier  # type: ignore[attr-defined]  # the stubs know only Field here

    def clean_value(self) -> str:
        """Checked here too, so that every error of the form is shown at once."""
        return clean_value(self.subject, self.cleaned_data["value"])

    def new_statement(self) -> NewStatement:
        data = self.cleaned_data
        replaces = data.get("replaces")
        return NewStatement(
            id=data["id"],
            subject=self.subject.value,
            value=data["value"],
            source=data["source"],
            checked_on=data["checked_on"],
            expires_on=data["expires_on"],
            replaces=replaces.pk if replaces else None,
        )

    def take_errors(self, refused: ValidationError) -> None:
        """Puts what the action refused beside its field, or at the top when the form has no such field."""
        by_field = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
        for field, texts in by_field.items():
            self.add_error(field if field in self.fields else None, texts)


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Apa yang salah, dalam satu kalimat. Tanpa nama orang."),
    )
