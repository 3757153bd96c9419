from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pimpasa.fieldwork.register import policies
from pimpasa.fieldwork.register.queries import national_register
from pimpasa.foundation.access import only_for
from pimpasa.foundation.counts import SMALL


@require_safe
@only_for(policies.SEE_NATIONAL_REGISTER)
def national(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    page = {"register": national_register(request.user, today), "day": today, "small": SMALL}
    return render(request, "fieldwork/register/national.html", page)
