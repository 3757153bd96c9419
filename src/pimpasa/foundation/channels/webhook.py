"""The address that providers call. Everything that a call tells is kept before we say that we have it.

Protects people from forged messages (a signature over the very bytes, compared in constant time) and from being heard
twice or not at all: a call that we could not handle is refused, and the provider sends it again.
"""

import logging

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from pimpasa.foundation.channels import statuses, suspension
from pimpasa.foundation.channels.intake import IntakeError, receive
from pimpasa.foundation.channels.network import NETWORKS, Network, UnreadableError, Webhook, network

logger = logging.getLogger(__name__)
LARGEST_BODY = 256 * 1024


@csrf_exempt
def channel_webhook(request: HttpRequest, channel: str) -> HttpResponse:
    """403 for a wrong signature, 413 too large, 500 try again; 200 else, also for what nobody can read (SMS: 400)."""
    if channel not in NETWORKS:
        raise Http404
    to = network(channel)
    if request.method == "GET":
        return _challenged(to, request)
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "POST"])
    if not _is_small(request):
        return HttpResponse(status=413)
    if not to.verify(request.headers, request.body):
        return HttpResponse(status=403)
    return _handled(to, request.body)


def _challenged(to: Network, request: HttpRequest) -> HttpResponse:
    if (answer := to.challenge(request.GET.dict())) is None:
        return HttpResponse(status=403)
    return HttpResponse(answer, content_type="text/plain")


def _is_small(request: HttpRequest) -> bool:
    # Without a length Django reads nothing.
    length = request.headers.get("Content-Length") or "0"
    return length.isdecimal() and int(length) <= LARGEST_BODY


def _handled(to: Network, body: bytes) -> HttpResponse:
    try:
        told = to.read(body)
    except UnreadableError:
        logger.warning("a webhook of %s could not be read (%d bytes)", to.name, len(body))
        return HttpResponse(status=to.unreadable_status)
    try:
        handle(to, told)
    except IntakeError:
        return HttpResponse(status=500)
    return JsonResponse(told.answer) if told.answer else HttpResponse()


def handle(to: Network, told: Webhook) -> None:
    """Each message in a transaction of its own, so that a repeated call finds done what was done."""
    if told.statuses or told.suspension is not None:
        with transaction.atomic():
            suspension.handle(to, told.suspension)
            for status in told.statuses:
                statuses.note(to, status)
    for received in told.received:
        receive(to, received)
