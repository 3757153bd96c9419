"""The page on which a visitor chooses whom to try. It is there only while the installation is a demonstration."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pimpasa.accounts.models import Posting, User
from pimpasa.config.demonstration import cards
from pimpasa.config.demonstration.bridge import shown_receipt
from pimpasa.config.demonstration.names import username
from pimpasa.config.demonstration.stage import MAIN
from pimpasa.config.demonstration.standing import is_demonstration_now
from pimpasa.fieldwork.models import AssistedVillage
from pimpasa.foundation.audit.actions import record


@require_safe
@never_cache
def choose(request: HttpRequest) -> HttpResponse:
    refuse_real()
    # What is asked from this village reaches the agent of the cards.
    theirs = Posting.objects.in_force().filter(user__username=username("agen")).values("area")
    village = AssistedVillage.objects.at_work().filter(office=MAIN, village__in=theirs).first()
    shown = {"cards": list(cards.cards()), "village": village, "receipt": shown_receipt()}
    return render(request, "demonstration/choose.html", {**shown, "simulator": settings.CHANNEL_SIMULATOR})


@require_POST
@never_cache
@transaction.atomic
def play(request: HttpRequest, slug: str) -> HttpResponse:
    """Signs in as somebody invented; the second factor, which nobody holds, counts as given."""
    refuse_real()
    card = cards.card(slug)
    if card is None:
        raise Http404
    if isinstance(request.user, User):
        logout(request)
    # The adapter signs in without the steps that ask for password and code, and writes the audit as for anybody.
    get_adapter(request).login(request, card.user)
    record_authentication(request, card.user, "mfa", type="totp")
    record(card.user, "try-demonstration", card.user, part=slug)
    return redirect("staff-home")


def refuse_real() -> None:
    # From the row itself: a minute-old memory must not let anyone in.
    if not is_demonstration_now():
        raise Http404
