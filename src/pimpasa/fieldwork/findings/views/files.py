from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pimpasa.accounts.access import SignedInRequest
from pimpasa.fieldwork.findings import actions, policies
from pimpasa.fieldwork.findings.forms import FileForm
from pimpasa.fieldwork.findings.models import Finding, FindingFile
from pimpasa.fieldwork.findings.queries import finding_page
from pimpasa.foundation.access import only_for
from pimpasa.foundation.uploads.answers import file_answer


@require_safe
@only_for(policies.SEE_FINDINGS)
def finding_file(request: SignedInRequest, pk: UUID) -> HttpResponse:
    within = Finding.objects.visible_to(request.user)
    file = get_object_or_404(FindingFile.objects.filter(finding__in=within).select_related("finding"), pk=pk)
    if file not in finding_page(file.finding, request.user).files:
        raise Http404
    actions.note_reading(file.finding, by=request.user)
    return file_answer(file.file, file.content_type)


@require_POST
@only_for(policies.SEND_FINDING)
def finding_file_add(request: SignedInRequest, pk: UUID) -> HttpResponse:
    finding = get_object_or_404(Finding.objects.sent_by(request.user), pk=pk)
    trouble = _trouble(request, finding)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"error": trouble}, status=400) if trouble else JsonResponse({"saved": True}, status=201)
    if trouble:
        messages.error(request, trouble)
    else:
        messages.success(request, _("Berkas tersimpan."))
    return redirect("finding", pk=pk)


def _trouble(request: SignedInRequest, finding: Finding) -> str:
    """Takes the file; says why not, if not."""
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        if "photo" in request.META.get("TOO_LARGE", ()):
            return _("Berkas ini terlalu besar. Foto paling besar 15 MB, PDF paling besar 5 MB.")
        return _("Pilih satu berkas dulu.")
    try:
        actions.add_file(finding, form.cleaned_data["photo"], key=form.cleaned_data["key"], by=request.user)
    except ValidationError as refused:
        return str(refused.messages[0])
    return ""
