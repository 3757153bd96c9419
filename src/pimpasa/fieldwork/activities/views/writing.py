"""Logging and correcting an activity, and the draft of what is not yet sent."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pimpasa.accounts.access import SignedInRequest
from pimpasa.fieldwork.activities import actions, policies
from pimpasa.fieldwork.activities.drafts import draft_of, forget_draft, save_draft
from pimpasa.fieldwork.activities.forms import ActivityForm, as_before, as_drafted, as_written
from pimpasa.fieldwork.activities.models import Activity
from pimpasa.fieldwork.activities.queries import last_activity_of
from pimpasa.foundation.access import only_for

FORM = "activity"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
@only_for(policies.LOG_ACTIVITY)
def activity_log(request: SignedInRequest) -> HttpResponse:
    if request.method == "POST":
        form = ActivityForm(request.POST, user=request.user)
        if form.is_valid() and (logged := _logged(form, request)):
            messages.success(request, _("Kegiatan tersimpan. Tambahkan foto bila ada."))
            return redirect("activity", pk=logged.pk)
        return render(request, "fieldwork/activities/log.html", {"form": form})
    return render(request, "fieldwork/activities/log.html", _fresh(request))


@form_page
@only_for(policies.LOG_ACTIVITY)
def activity_correct(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Whoever opened an entry that somebody else corrected meanwhile sees the new one and keeps what was typed."""
    opened = get_object_or_404(Activity.objects.in_log_of(request.user), pk=pk)
    earlier = _speaking_now(request, opened)
    if request.method != "POST" and earlier.pk != pk:
        return redirect("activity-correct", pk=earlier.pk)
    form = ActivityForm(request.POST or None, user=request.user, initial=as_written(earlier))
    if request.method == "POST" and form.is_valid():
        if logged := _logged(form, request, opened):
            messages.success(request, _("Catatan dibetulkan. Yang lama tetap tersimpan."))
            return redirect("activity", pk=logged.pk)
        earlier = _speaking_now(request, opened)
    page = {"form": form, "earlier": earlier, "newer": earlier if earlier.pk != pk else None}
    return render(request, "fieldwork/activities/correct.html", page)


@require_POST
@only_for(policies.LOG_ACTIVITY)
def activity_draft(request: SignedInRequest) -> HttpResponse:
    """Keeps what was typed so far; the script asks for a short answer, the button for the page again."""
    try:
        draft = save_draft(request.user, FORM, request.POST)
    except ValidationError as refused:
        return JsonResponse({"error": refused.messages[0]}, status=400)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"saved": timezone.localtime(draft.saved_at).strftime("%H.%M")})
    messages.success(request, _("Draf tersimpan. Lanjutkan kapan saja, juga dari HP lain."))
    return redirect("activity-log")


@require_POST
@only_for(policies.LOG_ACTIVITY)
def activity_draft_discard(request: SignedInRequest) -> HttpResponse:
    forget_draft(request.user, FORM)
    return redirect("activity-log")


def _fresh(request: SignedInRequest) -> dict[str, Any]:
    """The form as it opens: the draft, the last activity again if asked for, or defaults with the address's village."""
    draft, last = draft_of(request.user, FORM), last_activity_of(request.user)
    repeats = last is not None and "ulangi" in request.GET
    asked = request.GET.get("desa", "")
    if draft:
        initial = as_drafted(draft)
    elif last and repeats:
        initial = as_before(last)
    else:
        # A village out of reach is none of the choices: the form then opens as if none had been asked for.
        village = asked or (last and last.village_id)
        initial = {"village": village} if village else {}
    form = ActivityForm(user=request.user, initial=initial)
    return {"form": form, "draft": draft, "last": last, "repeats": repeats}


def _logged(form: ActivityForm, request: SignedInRequest, earlier: Activity | None = None) -> Activity | None:
    try:
        if earlier is None:
            return actions.log_activity(form.new_activity(), by=request.user)
        return actions.correct_activity(earlier, form.new_activity(), by=request.user)
    except ValidationError as refused:
        form.take_errors(refused)
        return None


def _speaking_now(request: SignedInRequest, opened: Activity) -> Activity:
    written = Activity.objects.for_writing(request.user).select_related("words").with_total()
    return get_object_or_404(written.prefetch_related("officers", "participants").speaking_for(opened.matter_id))
