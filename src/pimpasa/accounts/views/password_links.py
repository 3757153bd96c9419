from uuid import UUID

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
from pimpasa.accounts.forms import PasswordAnewForm
from pimpasa.accounts.password_links import PasswordLinkOverError, open_password_link
from pimpasa.accounts.people import people_visible_to
from pimpasa.foundation.access import only_for


@only_for(policies.RESTORE_PASSWORD)
@require_POST
def password_link_make(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The link is shown on this page only, this once."""
    found = get_object_or_404(people_visible_to(request.user), pk=pk)
    try:
        link, token = actions.make_password_link(found, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("person", pk=pk)
    address = request.build_absolute_uri(reverse("password-restore", args=[token]))
    return render(request, "accounts/password_link_made.html", {"person": found, "link": link, "address": address})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def password_restore(request: HttpRequest, token: str) -> HttpResponse:
    try:
        link = open_password_link(token)
        form = PasswordAnewForm(request.POST or None)
        if request.method == "POST" and form.is_valid() and _restored(token, form):
            messages.success(request, _("Kata sandi baru berlaku. Silakan masuk."))
            return redirect("sign-in")
    except (PasswordLinkOverError, PermissionDenied):
        return render(request, "accounts/password_link_over.html", status=404)
    return render(request, "accounts/password_restore.html", {"person": link.user, "form": form})


def _restored(token: str, form: PasswordAnewForm) -> bool:
    try:
        actions.restore_password(token, form.cleaned_data["password"])
    except ValidationError as refused:
        form.add_error("password", refused.messages)
        return False
    return True
