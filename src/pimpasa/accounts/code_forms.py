"""The forms of the second factor in our words. Wrong codes are slowed down like wrong passwords."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.forms import ReauthenticateForm as AllauthPasswordForm
from allauth.mfa.base import forms as codes
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.forms import please_wait
from pimpasa.accounts.throttle import forget_failures, start_attempt


def code_field() -> forms.CharField:
    return forms.CharField(
        label=_("Kode"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        help_text=_("Enam angka dari aplikasi, atau satu kode pemulihan."),
    )


class SlowCode(forms.Form):
    """Only who knows the password comes this far, so a stranger cannot make anyone wait here."""

    user: Any

    def clean_code(self) -> str:
        # The colon keeps this count apart from that of any name.
        counted_as = f"code:{self.user.pk}"
        if seconds := start_attempt(counted_as):
            raise ValidationError(please_wait(seconds), code="wait")
        code: str = super().clean_code()  # type: ignore[misc]  # the form beside this one in each class has it
        forget_failures(counted_as)
        return code


class CodeForm(SlowCode, codes.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    code = code_field()


class CodeAgainForm(SlowCode, codes.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    code = code_field()


class FirstCodeForm(SlowCode, ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    code = code_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("Enam angka yang tampil di aplikasi.")


class PasswordAgainForm(AllauthPasswordForm):  # type: ignore[misc]  # allauth has no types
    password = forms.CharField(
        label=_("Kata sandi"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean_password(self) -> str:
        if seconds := start_attempt(self.user.username):
            raise ValidationError(please_wait(seconds), code="wait")
        password: str = super().clean_password()
        forget_failures(self.user.username)
        return password


@contextmanager
def unreadable_refused() -> Iterator[None]:
    """What comes from a browser may be anything; the reader of passkeys takes much of it for granted."""
    try:
        yield
    except (KeyError, IndexError, AttributeError, TypeError, ValueError, struct.error):
        raise ValidationError(_("Kunci masuk tidak terbaca. Coba sekali lagi."), code="unreadable") from None


class ReadCredential(forms.Form):
    def clean_credential(self) -> Any:
        with unreadable_refused():
            return super().clean_credential()  # type: ignore[misc]  # the form beside this one in each class has it


class PasskeyForm(ReadCredential, passkeys.AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    pass


class PasskeyOnlyForm(ReadCredential, passkeys.LoginWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    pass


class PasskeyAgainForm(ReadCredential, passkeys.ReauthenticateWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    pass


class AddPasskeyForm(passkeys.AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    name = forms.CharField(label=_("Nama kunci"), required=False, max_length=100)
    passwordless = forms.BooleanField(
        label=_("Pakai kunci ini untuk masuk tanpa kata sandi"),
        required=False,
        help_text=_("Perangkat akan meminta sidik jari, wajah, atau PIN."),
    )

    def clean(self) -> dict[str, Any]:
        with unreadable_refused():
            cleaned: dict[str, Any] = super().clean()
        return cleaned


class RenamePasskeyForm(passkeys.EditWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    name = forms.CharField(label=_("Nama kunci"), max_length=100)
