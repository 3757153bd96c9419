from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pimpasa.accounts.access import SignedInRequest, villages_where
from pimpasa.fieldwork.activities import actions, policies
from pimpasa.fieldwork.activities.forms import FollowUpForm
from pimpasa.fieldwork.activities.models import Activity, FollowUp
from pimpasa.fieldwork.activities.queries import current_entry, follow_ups_in
from pimpasa.foundation.access import only_for

ROWS_A_PAGE = 50


@require_safe
@only_for(policies.SEE_ACTIVITIES)
def follow_ups(request: SignedInRequest) -> HttpResponse:
    found, today = follow_ups_in(request.user), timezone.localdate()
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("hal"))
    writes = villages_where(request.user, policies.LOG_ACTIVITY)
    rows = [(one, entry, writes.contains(entry.village_id)) for one in page if (entry := current_entry(one))]
    shown = {"page": page, "rows": rows, "today": today, "overdue": found.overdue(today).count()}
    return render(request, "fieldwork/activities/follow_ups.html", shown)


@require_POST
@only_for(policies.LOG_ACTIVITY)
def follow_up_add(request: SignedInRequest, pk: UUID) -> HttpResponse:
    activity = get_object_or_404(Activity.objects.for_writing(request.user), pk=pk)
    form = FollowUpForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        actions.add_follow_up(activity, data["what"], data["due_on"], key=data["key"], by=request.user)
        messages.success(request, _("Tindak lanjut tersimpan."))
    else:
        messages.error(request, _("Isi apa yang dijanjikan dan tanggal paling lambat."))
    return redirect("activity", pk=pk)


@require_POST
@only_for(policies.LOG_ACTIVITY)
def follow_up_finish(request: SignedInRequest, pk: UUID) -> HttpResponse:
    follow_up = get_object_or_404(FollowUp.objects.visible_to(request.user), pk=pk)
    activity = get_object_or_404(Activity.objects.for_writing(request.user).speaking_for(follow_up.activity_id))
    actions.finish_follow_up(follow_up, activity, by=request.user)
    messages.success(request, _("Tindak lanjut selesai."))
    return redirect("activity", pk=activity.pk)
