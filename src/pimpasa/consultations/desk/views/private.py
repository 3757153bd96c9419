"""The private part for the officer or the office it is addressed to. Each reading is written down.

Protects the asker from the village agent: for him these pages do not exist, also where he holds another posting.
"""

from uuid import UUID

import uuid6
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from pimpasa.accounts.access import SignedInRequest
from pimpasa.consultations.actions.private import note_private_reading, reply_privately
from pimpasa.consultations.actions.stepping import LONGEST, Said
from pimpasa.consultations.desk.clockwords import due_words
from pimpasa.consultations.models import Consultation
from pimpasa.consultations.policies import SEE_PRIVATE_NOTES
from pimpasa.consultations.private.models import PrivatePart
from pimpasa.consultations.views.typed import key_of
from pimpasa.foundation.access import only_for

ROWS_A_PAGE = 30


@require_safe
@only_for(SEE_PRIVATE_NOTES)
def private_parts(request: SignedInRequest) -> HttpResponse:
    """Those that wait for a reply first, then the others; no words stand here."""
    now = timezone.now()
    rows = PrivatePart.objects.visible_to(request.user).select_related("consultation__place__parent")
    page = Paginator(rows.order_by("due_at", "-recorded_at"), ROWS_A_PAGE).get_page(request.GET.get("hal"))
    shown = [(part, due_words(part.due_at, now) if part.due_at else None) for part in page]
    return render(request, "consultations/desk/private_list.html", {"page": page, "rows": shown, "query": ""})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@only_for(SEE_PRIVATE_NOTES)
def private_part(request: SignedInRequest, pk: UUID) -> HttpResponse:
    visible = PrivatePart.objects.visible_to(request.user).select_related("consultation__place__parent")
    part = get_object_or_404(visible, consultation=pk)
    text = request.POST.get("text", "")[: 2 * LONGEST]
    error = ""
    if request.method == "POST":
        try:
            reply_privately(part, Said(key_of(request.POST), text), by=request.user)
        except ValidationError as refused:
            error = " ".join(refused.messages)
        else:
            messages.success(request, _("Terkirim. Hanya penanya yang bisa membacanya, dengan tanda terima keduanya."))
            return redirect("private-part", pk=pk)
    note_private_reading(part, by=request.user)
    context = {
        "part": part,
        "entries": list(part.entries.select_related("kept_words", "recorded_by")),
        "clock": due_words(part.due_at, timezone.now()) if part.due_at else None,
        "may_read_thread": Consultation.objects.visible_to(request.user).filter(pk=pk).exists(),
        "key": uuid6.uuid7(),
        "text": text,
        "error": error,
    }
    return render(request, "consultations/desk/private.html", context, status=400 if error else 200)
