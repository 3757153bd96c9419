"""What allauth asks us: our words instead of its own, and our record of who signed in."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pimpasa.accounts.models import User
from pimpasa.accounts.sessions import note_session
from pimpasa.foundation.audit.actions import record

MESSAGES = {
    "mfa/messages/totp_activated.txt": gettext_lazy("Aplikasi kode sudah aktif."),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("Aplikasi kode sudah dimatikan."),
    "mfa/messages/recovery_codes_generated.txt": gettext_lazy("Kode pemulihan baru sudah dibuat. Simpan sekarang."),
    "mfa/messages/webauthn_added.txt": gettext_lazy("Kunci masuk sudah ditambahkan."),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("Kunci masuk sudah dihapus."),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_password": gettext_lazy("Kata sandi tidak cocok. Coba lagi."),
    }

    @transaction.atomic
    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        note_session(request, user)
        record(user, "sign-in", user)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        messages.error(request, _("Kunci masuk tidak cocok. Coba masuk dengan cara lain."))
        return redirect("sign-in")

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Says what we have words for; the others ("you are signed in") tell nothing new."""
        if words := message or MESSAGES.get(message_template or ""):
            messages.add_message(request, level, str(words), extra_tags=extra_tags)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Accounts have no address to write to."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("Kode tidak cocok. Lihat kode yang terbaru, lalu coba lagi."),
        "cannot_generate_recovery_codes": gettext_lazy("Pasang aplikasi kode atau kunci masuk lebih dahulu."),
    }

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 allauth's name
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return str(_("Kunci %d") % number)
