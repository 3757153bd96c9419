"""Form fields for what people type: fit for paper, never too long for it, and without numbers that name a person."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# A NIK or family card number has 16 digits, whether written in one run or in groups.
IDENTITY_NUMBER = re.compile(r"(?<!\d)(?:\d{16,}|\d(?:[ .\-/\u2010-\u2015]?\d){15}(?![ .\-/\u2010-\u2015]?\d))")
PASSPORT_NUMBER = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,2} ?\d{7}(?!\d)|(?<![A-Za-z0-9])[A-Za-z]{2}\d{6}(?!\d)")
FEWEST_DIGITS, MOST_DIGITS = 5, 15


class TypedLine(forms.CharField):
    """One line. A number that names a person is refused, and taken out of what is shown again."""

    def __init__(self, **options: Any) -> None:
        too_long = {"max_length": gettext_lazy("Terlalu panjang. Paling banyak %(limit_value)d huruf.")}
        usual: dict[str, Any] = {"max_length": 80, "required": False, "error_messages": too_long}
        super().__init__(**usual | options)

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")

    def clean(self, value: Any) -> str:
        refuse_numbers(str(value or ""))
        return str(super().clean(value))


class TypedLines(TypedLine):
    """An address or the like, of a few lines."""

    def __init__(self, *, most_lines: int = 4, **options: Any) -> None:
        self.most_lines = most_lines
        widget = forms.Textarea(attrs={"rows": most_lines})
        super().__init__(**{"max_length": 240, "widget": widget} | options)

    def to_python(self, value: Any) -> str:
        typed = forms.CharField.to_python(self, value) or ""
        return "\n".join(line for part in typed.splitlines() if (line := one_line(part)))

    def validate(self, value: str) -> None:
        super().validate(value)
        if value.count("\n") >= self.most_lines:
            raise ValidationError(_("Paling banyak %(n)d baris.") % {"n": self.most_lines})


class PhoneLine(TypedLine):
    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"type": "tel"})
        super().__init__(**{"max_length": 25, "widget": widget} | options)

    def validate(self, value: str) -> None:
        super().validate(value)
        digits = sum(letter.isdigit() for letter in value)
        if value and (not re.fullmatch(r"\+?[\d ().\-]+", value) or not FEWEST_DIGITS <= digits <= MOST_DIGITS):
            raise ValidationError(_("Tulis nomor telepon dengan angka, misalnya diawali 08 atau +62."))


class DayField(forms.DateField):
    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        wrong = {"invalid": gettext_lazy("Tanggal itu tidak terbaca. Pilih tanggal lain.")}
        usual: dict[str, Any] = {"required": False, "widget": widget, "error_messages": wrong}
        super().__init__(**usual | options)


def one_line(text: str) -> str:
    """Without control characters; whatever parts words is one space."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def tidy(typed: QueryDict | None) -> QueryDict | None:
    """A copy without control characters, so that none can hide a number."""
    if typed is None:
        return None
    kept = typed.copy()
    for name, value in typed.items():
        kept[name] = "\n".join(one_line(line) for line in str(value).splitlines())
    return kept


def refuse_numbers(text: str) -> None:
    if IDENTITY_NUMBER.search(text):
        raise ValidationError(_("Jangan tulis NIK di sini. Nomornya sudah kami hapus dari isian ini."))
    if PASSPORT_NUMBER.search(text):
        raise ValidationError(_("Jangan tulis nomor paspor di sini. Nomornya sudah kami hapus dari isian ini."))


def without_numbers(text: str) -> str:
    return PASSPORT_NUMBER.sub("", IDENTITY_NUMBER.sub("", text))


class TypedForm(forms.Form):
    """Keeps everything typed when something is missing, except numbers that name a person."""

    data: Any  # our own copy, which may be changed

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(tidy(data), **{"label_suffix": ""} | options)

    def full_clean(self) -> None:
        super().full_clean()
        if not self.is_bound:
            return
        for name in self.errors:
            if name in self.data:
                self.data[name] = without_numbers(self.data[name])

    def hidden_copy(self) -> list[tuple[str, str]]:
        """What a page carries along so that its reader can return to the form."""
        return [(name, str(self.data.get(name, ""))) for name in self.fields]
