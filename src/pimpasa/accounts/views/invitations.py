from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pimpasa.accounts import actions, policies
from pimpasa.accounts.access import SignedInRequest
from pimpasa.accounts.forms import InviteForm, NewPasswordForm, take_errors
from pimpasa.accounts.invitations import InvitationOverError, open_invitation
from pimpasa.accounts.models import User
from pimpasa.accounts.people import open_invitations
from pimpasa.foundation.access import only_for

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
@only_for(policies.INVITE)
def invite(request: SignedInRequest) -> HttpResponse:
    """The link is shown on this page only, this once."""
    form = InviteForm(request.POST or None, giver=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            invitation, token = actions.invite(form.offer(), by=request.user)
        except ValidationError as refused:
            take_errors(form, refused)
        else:
            link = request.build_absolute_uri(reverse("invitation-accept", args=[token]))
            return render(request, "accounts/invited.html", {"invitation": invitation, "link": link})
    return render(request, "accounts/invite.html", {"form": form})


@only_for(policies.INVITE)
@require_POST
def invitation_withdraw(request: SignedInRequest, pk: UUID) -> HttpResponse:
    actions.withdraw_invitation(get_object_or_404(open_invitations(request.user), pk=pk), by=request.user)
    messages.success(request, _("Undangan ditarik. Tautannya tidak berlaku lagi."))
    return redirect("people")


@form_page
@never_cache
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    try:
        invitation = open_invitation(token)
        form = NewPasswordForm(request.POST or None)
        if request.method == "POST" and form.is_valid() and (user := _accepted(token, form)):
            return _signed_in(request, user)
    except (InvitationOverError, PermissionDenied):
        return render(request, "accounts/invitation_over.html", status=404)
    return render(request, "accounts/invitation_accept.html", {"invitation": invitation, "form": form})


def _accepted(token: str, form: NewPasswordForm) -> User | None:
    data = form.cleaned_data
    try:
        return actions.accept_invitation(token, data["username"], data["password"])
    except ValidationError as refused:
        take_errors(form, refused)
        return None


def _signed_in(request: HttpRequest, user: User) -> HttpResponse:
    # Whoever was signed in on this computer is another person.
    request.session.flush()
    record_authentication(request, user, "password", reauthenticated=True)
    messages.success(request, _("Akun Anda siap."))
    response: HttpResponse = perform_login(request, user, redirect_url=reverse("staff-home"))
    return response
