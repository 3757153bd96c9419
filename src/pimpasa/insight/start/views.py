from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pimpasa.accounts.access import SignedInRequest
from pimpasa.accounts.policies import SEE_STAFF_HOME
from pimpasa.foundation.access import only_for
from pimpasa.insight.start.page import start_page


@require_safe
@only_for(SEE_STAFF_HOME)
def staff_home(request: SignedInRequest) -> HttpResponse:
    shown = {"start": start_page(request.user), "today": timezone.localdate()}
    return render(request, "insight/start/home.html", shown)
