"""A form whose action may refuse what each field allows: what was typed is always kept."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict


class ActionForm(forms.Form):
    def take_errors(self, refused: ValidationError) -> None:
        """Beside the fields they speak of, and at the top for what has no field here."""
        by_field = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
        for name, texts in by_field.items():
            self.add_error(name if name in self.fields else None, ValidationError(texts))

    def take_version(self, version: int, words: str) -> None:
        """Another person saved first: sending once more overwrites it, knowingly."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["version"] = str(version)
        self.data = data
        self.add_error(None, words)
