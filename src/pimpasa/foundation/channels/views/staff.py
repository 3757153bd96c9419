"""How the channels are doing, for those who run the installation: numbers, never words or addresses."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from pimpasa.foundation.access import may, only_for
from pimpasa.foundation.channels import actions, meter, queries
from pimpasa.foundation.channels.network import NETWORKS
from pimpasa.foundation.channels.policies import KEEP_CHANNELS, SEE_CHANNELS


@only_for(SEE_CHANNELS)
@require_GET
def channels(request: HttpRequest) -> HttpResponse:
    told = {
        "reports": queries.channel_reports(),
        "budgets": meter.budgets(),
        "dead": queries.dead_by_reason(),
        "may_keep": may(request.user, KEEP_CHANNELS),
        "month": meter.this_month(),
    }
    return render(request, "channels/channels.html", told)


@only_for(KEEP_CHANNELS)
@require_POST
def channel_retry(request: HttpRequest, channel: str) -> HttpResponse:
    known(channel)
    count = actions.try_again(channel, request.POST.get("code", "")[:40], by=request.user)
    told = ngettext("%(count)d pesan dicoba lagi.", "%(count)d pesan dicoba lagi.", count) % {"count": count}
    messages.success(request, told)
    return redirect("channels")


@only_for(KEEP_CHANNELS)
@require_POST
def channel_resume(request: HttpRequest, channel: str) -> HttpResponse:
    known(channel)
    actions.resume_channel(channel, by=request.user)
    messages.success(request, _("Kanal dipakai lagi."))
    return redirect("channels")


@only_for(KEEP_CHANNELS)
@require_POST
def channel_cap(request: HttpRequest) -> HttpResponse:
    key, told = request.POST.get("budget", "")[:60].strip(), request.POST.get("messages", "").replace(".", "").strip()
    try:
        if not key or not told.isdecimal():
            raise ValidationError(_("Isi nama anggaran dan angka, misalnya 5.000."))
        actions.set_cap(key, int(told[:12]), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Batas bulanan disimpan."))
    return redirect("channels")


def known(channel: str) -> None:
    if channel not in NETWORKS:
        raise Http404
