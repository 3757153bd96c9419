from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pimpasa.accounts.access import may, villages_where
from pimpasa.accounts.invitations import Offer
from pimpasa.accounts.models import User
from pimpasa.accounts.policies import GRANT
from pimpasa.accounts.postings import Place, check_place, reaches
from pimpasa.accounts.throttle import forget_failures, start_attempt
from pimpasa.foundation.roles import Role
from pimpasa.regions.models import ImmigrationOffice, Region


class OfficeField(forms.ModelChoiceField):  # type: ignore[type-arg]  # no subscript at run time
    def label_from_instance(self, obj: ImmigrationOffice) -> str:
        return obj.name


class SignInForm(AuthenticationForm):
    """One answer for a wrong password, an unknown name and a closed account."""

    password = forms.CharField(
        label=_("Kata sandi"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {
        "invalid_login": _("Nama atau kata sandi tidak cocok. Periksa lagi, lalu coba sekali lagi."),
        "inactive": _("Nama atau kata sandi tidak cocok. Periksa lagi, lalu coba sekali lagi."),
    }

    def clean(self) -> dict[str, Any]:
        username = self.cleaned_data.get("username")
        if not username or not self.cleaned_data.get("password"):
            return self.cleaned_data
        if seconds := start_attempt(username):
            raise ValidationError(please_wait(seconds), code="wait")
        cleaned = super().clean()
        forget_failures(username)
        return cleaned


def please_wait(seconds: int) -> str:
    text = ngettext(
        "Terlalu banyak percobaan. Coba lagi dalam %d detik.",
        "Terlalu banyak percobaan. Coba lagi dalam %d detik.",
        seconds,
    )
    return text % seconds


class PasswordAnewForm(forms.Form):
    """A password chosen twice alike. The action checks its strength."""

    password = forms.CharField(
        label=_("Kata sandi baru"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Paling sedikit 10 huruf atau angka. Kalimat pendek mudah diingat."),
    )
    again = forms.CharField(
        label=_("Ulangi kata sandi"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("password", again):
            raise ValidationError(_("Kedua kata sandi berbeda. Ketik sekali lagi."))
        return again


class NewPasswordForm(PasswordAnewForm):
    """What an invited person chooses. The action checks the name too."""

    username = forms.CharField(
        label=_("Nama pengguna atau surel"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        help_text=_("Untuk masuk nanti. Tanpa spasi, misalnya sari.cilacap."),
    )
    field_order = ["username", "password", "again"]


class PostingForm(forms.Form):
    """A posting that the person at the form may give: only their roles and offices are offered."""

    role = forms.ChoiceField(label=_("Peran"))
    office = OfficeField(
        ImmigrationOffice.objects.none(),
        label=_("Kantor imigrasi"),
        required=False,
        empty_label=_("Bukan peran kantor"),
        help_text=_("Untuk petugas dan kepala kantor."),
    )
    area = forms.CharField(
        label=_("Kode desa atau provinsi"),
        required=False,
        max_length=13,
        help_text=_("Untuk agen desa dan Pimpasa, misalnya 33.01.01.2001. Untuk peran wilayah: kode provinsi atau ID."),
    )
    ends_on = forms.DateField(
        label=_("Hari terakhir"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Kosongkan jika belum ditentukan."),
    )
    decree = forms.CharField(
        label=_("Dasar penugasan"), required=False, max_length=200, help_text=_("Nomor keputusan, jika ada.")
    )

    def __init__(self, data: Any = None, *, giver: User) -> None:
        super().__init__(data)
        self.giver = giver
        roles = [role for role in Role if may(giver, GRANT[role])]
        self.fields["role"].choices = [(role.value, role.label) for role in roles]  # type: ignore[attr-defined]  # the stubs know only Field here
        offices = villages_where(giver, GRANT[Role.OFFICE_STAFF]).offices
        self.fields["office"].queryset = ImmigrationOffice.objects.filter(pk__in=offices, ended=False)  # type: ignore[attr-defined]  # as above

    def clean_area(self) -> Region | None:
        code = self.cleaned_data["area"].strip().upper()
        if not code:
            return None
        if region := Region.objects.living().filter(pk=code).first():
            return region
        raise ValidationError(_("Kode ini tidak kami kenal. Cari desanya di halaman Desa."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        check_place(cleaned["role"], self.place)
        if not reaches(self.giver, GRANT[cleaned["role"]], self.place):
            where = "office" if self.place.office else "area"
            raise ValidationError({where: _("Tempat ini di luar wilayah Anda.")})
        return cleaned

    @property
    def place(self) -> Place:
        return Place(self.cleaned_data["area"], self.cleaned_data["office"])


class InviteForm(PostingForm):
    display_name = forms.CharField(
        label=_("Nama orang"), max_length=150, help_text=_("Nama lengkap, seperti yang dikenal rekan.")
    )
    field_order = ["display_name", "role", "area", "office", "ends_on", "decree"]

    def offer(self) -> Offer:
        data = self.cleaned_data
        return Offer(data["display_name"], data["role"], self.place, data["ends_on"], data["decree"])


def take_errors(form: forms.Form, refused: ValidationError) -> None:
    """Puts what an action refused beside its field, or at the top when the form has no such field."""
    by_field = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
    for field, texts in by_field.items():
        form.add_error(field if field in form.fields else None, texts)
