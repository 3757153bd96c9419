from dataclasses import asdict

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pimpasa.accounts.models import User
from pimpasa.accounts.personal_data.reading import read_person


@require_safe
@never_cache
@login_required
def own_data(request: HttpRequest) -> HttpResponse:
    """Everyone's own: all that is held on me."""
    assert isinstance(request.user, User)
    return render(request, "accounts/own_data.html", {"holdings": read_person(request.user, by=request.user)})


@require_safe
@never_cache
@login_required
def own_data_download(request: HttpRequest) -> HttpResponse:
    """The same as a file that another program can read."""
    assert isinstance(request.user, User)
    holdings = [asdict(holding) for holding in read_person(request.user, by=request.user)]
    answer = {"username": request.user.username, "made_on": timezone.localdate().isoformat(), "holdings": holdings}
    response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = 'attachment; filename="data-saya.json"'
    return response
