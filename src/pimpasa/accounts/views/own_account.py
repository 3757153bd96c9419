from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pimpasa.accounts import actions
from pimpasa.accounts.models import User
from pimpasa.accounts.sessions import open_sessions


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def own_sessions(request: HttpRequest) -> HttpResponse:
    """Everyone's own: where am I signed in, and out with the others."""
    assert isinstance(request.user, User)
    current = request.session.session_key
    if request.method == "POST":
        ended = actions.sign_out_elsewhere(request.user, current)
        messages.success(request, _("Sesi lain yang diakhiri: %d.") % ended)
        return redirect("own-sessions")
    return render(request, "accounts/sessions.html", {"sessions": open_sessions(request.user), "current": current})
