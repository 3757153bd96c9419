from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pimpasa.accounts import actions, policies
from pimpasa.accounts.access import SignedInRequest, may
from pimpasa.accounts.forms import PostingForm, take_errors
from pimpasa.accounts.models import User
from pimpasa.accounts.people import (
    open_invitations,
    people_visible_to,
    posting_rows,
    postings_visible_to,
    with_postings,
)
from pimpasa.accounts.restoring import is_accountable, waiting_restoration
from pimpasa.foundation.access import only_for

PEOPLE_A_PAGE = 50


@require_safe
@only_for(policies.SEE_PEOPLE)
def people(request: SignedInRequest) -> HttpResponse:
    search = request.GET.get("q", "").strip()[:100]
    found = people_visible_to(request.user).filter(display_name__icontains=search.replace("\0", ""))
    listed = with_postings(found.order_by("display_name", "id"), request.user)
    context = {
        "page": Paginator(listed, PEOPLE_A_PAGE).get_page(request.GET.get("hal")),
        "search": search,
        "invitations": open_invitations(request.user),
        "may_invite": may(request.user, policies.INVITE),
    }
    return render(request, "accounts/people.html", context)


@require_safe
@only_for(policies.SEE_PEOPLE)
def person(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = _person(request, pk)
    waiting = waiting_restoration(found)
    accountable = is_accountable(request.user, found)
    context = {
        "person": found,
        "rows": posting_rows(found, request.user),
        "waiting": waiting,
        "may_add": found != request.user and may(request.user, policies.GRANT_VILLAGE_ROLE),
        "may_ask": accountable and waiting is None,
        "may_restore_password": found.is_active and is_accountable(request.user, found, policies.RESTORE_PASSWORD),
        "may_agree": accountable and waiting is not None and waiting.asked_by != request.user,
    }
    return render(request, "accounts/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(policies.SEE_PEOPLE)
def posting_add(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = _person(request, pk)
    form = PostingForm(request.POST or None, giver=request.user)
    if request.method == "POST" and form.is_valid() and _granted(request, found, form):
        messages.success(request, _("Penugasan tersimpan."))
        return redirect("person", pk=pk)
    return render(request, "accounts/posting_add.html", {"person": found, "form": form})


@only_for(policies.SEE_PEOPLE)
@require_POST
def posting_end(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Ends the rights at once."""
    posting = get_object_or_404(postings_visible_to(request.user).select_related("user", "area", "office"), pk=pk)
    actions.end_posting(posting, by=request.user)
    messages.success(request, _("Penugasan diakhiri. Haknya hilang mulai sekarang."))
    return redirect("person", pk=posting.user_id)


@only_for(policies.RESTORE_SECOND_FACTOR)
@require_POST
def second_factor_restore(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The first person asks, the second agrees."""
    found = _person(request, pk)
    if waiting_restoration(found) is None:
        actions.ask_restoration(found, by=request.user)
        messages.success(request, _("Permintaan dicatat. Sekarang orang kedua harus menyetujuinya."))
        return redirect("person", pk=pk)
    try:
        actions.agree_to_restoration(found, by=request.user)
        messages.success(request, _("Faktor kedua dihapus. Orang ini memasang yang baru saat masuk."))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("person", pk=pk)


def _person(request: SignedInRequest, pk: UUID) -> User:
    return get_object_or_404(people_visible_to(request.user), pk=pk)


def _granted(request: SignedInRequest, found: User, form: PostingForm) -> bool:
    data = form.cleaned_data
    try:
        actions.grant(
            found,
            data["role"],
            area=data["area"],
            office=data["office"],
            ends_on=data["ends_on"],
            decree=data["decree"],
            by=request.user,
        )
    except ValidationError as refused:
        take_errors(form, refused)
        return False
    return True
