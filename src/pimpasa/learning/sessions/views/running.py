"""The evening itself: its page, its code for the wall, its steps, its end."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pimpasa.accounts.access import SignedInRequest
from pimpasa.fieldwork.activities.policies import LOG_ACTIVITY
from pimpasa.foundation.access import only_for
from pimpasa.foundation.printing import qr_svg
from pimpasa.learning.sessions.actions import closing as ending
from pimpasa.learning.sessions.actions import kits
from pimpasa.learning.sessions.asked import main_lesson
from pimpasa.learning.sessions.forms import ClosingForm, RoomForm
from pimpasa.learning.sessions.models import SessionClosing, SessionKit
from pimpasa.learning.sessions.policies import RUN_SESSION, SEE_SESSIONS
from pimpasa.learning.sessions.queries import kit_page, public_path


@require_safe
@only_for(SEE_SESSIONS)
def session_kit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    kit = _visible(request, pk)
    page = kit_page(kit, request.user)
    counted = {"people": page.count.people, "did_it": page.count.did_it} if page.count else {}
    shown = {"page": page, "kit": kit, "room_form": RoomForm(initial=counted), **_code(request, kit)}
    return render(request, "learning/sessions/kit.html", shown)


@require_safe
@only_for(SEE_SESSIONS)
def session_code(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Nothing but the code, as large as the wall allows."""
    kit = _visible(request, pk)
    return render(request, "learning/sessions/code.html", {"kit": kit, **_code(request, kit)})


@require_POST
@only_for(RUN_SESSION)
def session_move(request: SignedInRequest, pk: UUID, to: str) -> HttpResponse:
    kit = _own(request, pk)
    try:
        kits.move_session(kit, to, by=request.user)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    return redirect("session-kit", pk=pk)


@require_POST
@only_for(RUN_SESSION)
def session_cancel(request: SignedInRequest, pk: UUID) -> HttpResponse:
    kit = _own(request, pk)
    try:
        kits.cancel_session(kit, by=request.user)
        messages.success(request, _("Acara dibatalkan. Catatannya tetap ada."))
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    return redirect("session-kit", pk=pk)


@require_POST
@only_for(RUN_SESSION)
def session_count(request: SignedInRequest, pk: UUID) -> HttpResponse:
    kit = _own(request, pk)
    form = RoomForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            kits.count_room(kit, data["people"], data["did_it"], key=data["key"], by=request.user)
        except ValidationError as refused:
            form.take_errors(refused)
        else:
            messages.success(request, _("Hitungan tersimpan."))
            return redirect("session-kit", pk=pk)
    shown = {"page": kit_page(kit, request.user), "kit": kit, "room_form": form, **_code(request, kit)}
    return render(request, "learning/sessions/kit.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(RUN_SESSION)
def session_close(request: SignedInRequest, pk: UUID) -> HttpResponse:
    kit = _own(request, pk)
    if kit.is_over and request.method != "POST":
        return redirect("session-kit", pk=pk)
    form = ClosingForm(request.POST or None, kit=kit, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            closing = ending.close_session(kit, form.ending(), by=request.user)
        except ValidationError as refused:
            form.take_errors(refused)
        else:
            messages.success(request, _closed(closing))
            return redirect("session-kit", pk=pk)
    lesson, count = main_lesson(kit), kit.counts.last()
    shown = {"form": form, "kit": kit, "action": lesson.action if lesson else "", "count": count}
    return render(request, "learning/sessions/close.html", shown)


@require_POST
@only_for(LOG_ACTIVITY)
def session_log(request: SignedInRequest, pk: UUID) -> HttpResponse:
    kit = _own(request, pk)
    closing = get_object_or_404(SessionClosing, kit=kit)
    try:
        ending.log_session(closing, by=request.user)
        messages.success(request, _("Kegiatan tercatat dan masuk rekap."))
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    return redirect("session-kit", pk=pk)


def _closed(closing: SessionClosing) -> str:
    if closing.activity_id:
        return _("Selesai. Kegiatan tercatat dan masuk rekap dengan sendirinya.")
    return _("Selesai. Petugas desa ini akan mencatatnya sebagai kegiatan.")


def _visible(request: SignedInRequest, pk: UUID) -> SessionKit:
    kits_seen = SessionKit.objects.visible_to(request.user).select_related("village__parent", "made_by")
    return get_object_or_404(kits_seen, pk=pk)


def _own(request: SignedInRequest, pk: UUID) -> SessionKit:
    kits_run = SessionKit.objects.for_running(request.user).select_related("village__parent", "made_by")
    return get_object_or_404(kits_run, pk=pk)


def _code(request: SignedInRequest, kit: SessionKit) -> dict[str, str]:
    address = request.build_absolute_uri(public_path(kit))
    return {"qr": qr_svg(address), "address": address.partition("://")[2], "path": public_path(kit)}
