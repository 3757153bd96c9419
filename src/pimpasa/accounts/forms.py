from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pimpasa.accounts.throttle import forget_failures, start_attempt


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
