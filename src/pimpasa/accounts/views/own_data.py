from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pimpasa.accounts.models import User
from pimpasa.accounts.personal_data.reading import read_person
from pimpasa.foundation.personal_data import Holding, as_plain, in_words


@require_safe
@never_cache
@login_required
def own_data(request: HttpRequest) -> HttpResponse:
    """Everyone's own: all that is held on me."""
    assert isinstance(request.user, User)
    held = read_person(request.user, by=request.user)
    return render(request, "accounts/own_data.html", {"held": [(one, _rows(one)) for one in held]})


def _rows(holding: Holding) -> list[dict[str, str]]:
    language = "en" if translation.get_language() == "en" else "id"
    return [{name: in_words(value, language) for name, value in row.items()} for row in holding.values]


@require_safe
@never_cache
@login_required
def own_data_download(request: HttpRequest) -> HttpResponse:
    """The same as a file that another program can read."""
    assert isinstance(request.user, User)
    holdings = [as_plain(holding) for holding in read_person(request.user, by=request.user)]
    answer = {"username": request.user.username, "made_on": timezone.localdate().isoformat(), "holdings": holdings}
    response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = 'attachment; filename="data-saya.json"'
    return response
