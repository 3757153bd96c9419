from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth import views as auth
from django.contrib.auth.forms import PasswordChangeForm
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from pimpasa.accounts.forms import SignInForm
from pimpasa.accounts.models import User
from pimpasa.foundation.audit.actions import record


class SignInView(auth.LoginView):
    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        """The password was right; whoever has a second factor gives it next."""
        # A password typed just now need not be typed again on the security pages.
        record_authentication(self.request, form.get_user(), "password", reauthenticated=True)
        response: HttpResponse = perform_login(self.request, form.get_user(), redirect_url=self.get_success_url())
        return response


class SignOutView(auth.LogoutView):
    """By POST only, so that a link on another site cannot sign anyone out."""

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if isinstance(request.user, User):
            record(request.user, "sign-out", request.user)
        return super().post(request, *args, **kwargs)


class PasswordChangeView(auth.PasswordChangeView):
    template_name = "accounts/password_change.html"
    success_url = reverse_lazy("staff-home")

    @transaction.atomic
    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        response = super().form_valid(form)
        assert isinstance(self.request.user, User)
        record(self.request.user, "change-password", self.request.user)
        messages.success(self.request, _("Kata sandi sudah diganti."))
        return response
