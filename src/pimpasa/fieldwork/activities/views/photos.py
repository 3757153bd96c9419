"""Photos: each its own request after its record, so that a weak signal loses one photo and never the record."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pimpasa.accounts.access import SignedInRequest
from pimpasa.fieldwork.activities import actions, policies
from pimpasa.fieldwork.activities.forms import PhotoForm, RemovalForm
from pimpasa.fieldwork.activities.models import Activity, ActivityPhoto
from pimpasa.foundation.access import only_for
from pimpasa.foundation.uploads.answers import file_answer
from pimpasa.foundation.uploads.intake import JPEG


@require_safe
@only_for(policies.SEE_PHOTOS)
def activity_photo(request: SignedInRequest, pk: UUID) -> HttpResponse:
    photo = get_object_or_404(ActivityPhoto.objects.visible_to(request.user).kept(), pk=pk)
    return file_answer(photo.file, JPEG)


@require_POST
@only_for(policies.LOG_ACTIVITY)
def activity_photo_add(request: SignedInRequest, pk: UUID) -> HttpResponse:
    activity = get_object_or_404(Activity.objects.for_writing(request.user), pk=pk)
    trouble = _trouble(request, activity)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"error": trouble}, status=400) if trouble else JsonResponse({"saved": True}, status=201)
    if trouble:
        messages.error(request, trouble)
    else:
        messages.success(request, _("Foto tersimpan."))
    return redirect("activity", pk=pk)


@require_POST
@only_for(policies.LOG_ACTIVITY)
def activity_photo_remove(request: SignedInRequest, pk: UUID) -> HttpResponse:
    photo = get_object_or_404(ActivityPhoto.objects.visible_to(request.user), pk=pk)
    activity = get_object_or_404(Activity.objects.for_writing(request.user).speaking_for(photo.activity_id))
    form = RemovalForm(request.POST)
    try:
        if form.is_valid():
            actions.remove_photo(photo, activity, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, _("Foto dihapus."))
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    return redirect("activity", pk=activity.pk)


def _trouble(request: SignedInRequest, activity: Activity) -> str:
    """Takes the photo; says why not, if not."""
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        if "photo" in request.META.get("TOO_LARGE", ()):
            return _("Foto ini terlalu besar. Paling besar 15 MB; kecilkan dulu, lalu kirim lagi.")
        return _("Pilih satu foto dulu.")
    data = form.cleaned_data
    try:
        actions.add_photo(
            activity, data["photo"], key=data["key"], is_sign_up_sheet=data["is_sign_up_sheet"], by=request.user
        )
    except ValidationError as refused:
        return str(refused.messages[0])
    return ""
