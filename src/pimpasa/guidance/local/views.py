"""The staff's pages of local answers: what waits for a second person, the list, each with its history."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pimpasa.accounts.access import SignedInRequest, may
from pimpasa.foundation.access import only_for
from pimpasa.guidance.local import actions, policies
from pimpasa.guidance.local.forms import LocalAnswerForm, fact_choices, values_of
from pimpasa.guidance.local.models import LocalAnswer, LocalAnswerQuerySet

ROWS_A_PAGE = 30
form_page = require_http_methods(["GET", "HEAD", "POST"])
Narrow = Callable[[LocalAnswerQuerySet], LocalAnswerQuerySet]
TABS: dict[str, tuple[Any, Narrow]] = {
    "periksa": (gettext_lazy("Menunggu diperiksa"), lambda rows: rows.waiting()),
    "terbit": (gettext_lazy("Terbit"), lambda rows: rows.published(localdate())),
    "lagi": (gettext_lazy("Perlu ditinjau lagi"), lambda rows: rows.to_look_at_again(localdate())),
    "kembali": (gettext_lazy("Dikembalikan"), lambda rows: rows.filter(state=LocalAnswer.State.REJECTED)),
    "ditarik": (gettext_lazy("Ditarik"), lambda rows: rows.filter(state=LocalAnswer.State.WITHDRAWN)),
}


@require_safe
@only_for(policies.SEE_LOCAL_ANSWERS)
def local_answers(request: SignedInRequest) -> HttpResponse:
    visible = LocalAnswer.objects.visible_to(request.user)
    chosen = request.GET.get("tab", "")
    chosen = chosen if chosen in TABS else "periksa"
    search = request.GET.get("q", "").replace("\0", "").strip()[:100]
    rows = TABS[chosen][1](visible).select_related("place", "office", "proposed_by")
    for word in search.split()[:6]:
        rows = rows.filter(Q(question__icontains=word) | Q(answer__icontains=word) | Q(place__name__icontains=word))
    query = request.GET.copy()
    query.pop("hal", None)
    shown = {
        "page": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("hal")),
        "tabs": [(key, label, narrow(visible).count(), key == chosen) for key, (label, narrow) in TABS.items()],
        "tab": chosen,
        "search": search,
        "query": query.urlencode(),
    }
    return render(request, "guidance/local/list.html", shown)


@require_safe
@only_for(policies.SEE_LOCAL_ANSWERS)
def local_answer(request: SignedInRequest, pk: UUID) -> HttpResponse:
    return _page(request, _found(request, pk))


def _found(request: SignedInRequest, pk: UUID) -> LocalAnswer:
    visible = LocalAnswer.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("place", "office", "proposed_by", "reviewed_by"), pk=pk)


def _page(request: SignedInRequest, found: LocalAnswer, status: int = 200, **more: Any) -> HttpResponse:
    is_own = found.proposed_by_id == request.user.pk
    may_review = may(request.user, policies.REVIEW_LOCAL_ANSWER) and actions.may_review(found, request.user)
    shown = {
        "one": found,
        "facts": fact_choices(found.facts),
        "changed": found.changed_facts,
        "editions": list(found.editions.select_related("recorded_by")),
        "may_review": may_review and found.state == LocalAnswer.State.PROPOSED,
        "may_withdraw": (may_review or is_own) and found.state != LocalAnswer.State.WITHDRAWN,
        "is_own": is_own,
    }
    return render(request, "guidance/local/answer.html", {**shown, **more}, status=status)


@form_page
@only_for(policies.PROPOSE_LOCAL_ANSWER)
def local_answer_add(request: SignedInRequest) -> HttpResponse:
    return form_answer(request, {}, reverse("local-answers"))


@form_page
@only_for(policies.PROPOSE_LOCAL_ANSWER)
def local_answer_edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = _found(request, pk)
    return form_answer(request, values_of(found), found.get_absolute_url(), found=found)


def form_answer(
    request: SignedInRequest,
    initial: Mapping[str, Any],
    back: str,
    *,
    found: LocalAnswer | None = None,
    check: Callable[[LocalAnswerForm], str] | None = None,
) -> HttpResponse:
    """Shows the form, or saves it; `check` may refuse the question as it is put."""
    form = LocalAnswerForm(request.POST or None, user=request.user, initial=initial, facts=initial.get("facts", ()))
    if request.method == "POST" and form.is_valid():
        if refusal := check(form) if check else "":
            form.add_error("question", refusal)
        elif saved := _saved(form, found, request):
            messages.success(request, _("Terkirim. Orang lain dari kantor memeriksanya sebelum terbit."))
            return redirect(saved)
    shown = {"form": form, "back": back, "is_change": found is not None}
    return render(request, "guidance/local/form.html", shown, status=400 if form.errors else 200)


def _saved(form: LocalAnswerForm, found: LocalAnswer | None, request: SignedInRequest) -> LocalAnswer | None:
    try:
        if found is None:
            return actions.propose(form.draft(), by=request.user, key=form.cleaned_data["id"])
        version = form.cleaned_data["version"] or found.version
        return actions.change(found, form.draft(), version=version, by=request.user)
    except ValidationError as refused:
        form.take_errors(refused)
    except actions.AnsweredMeanwhileError as told:
        form.show_conflict(told.current)
    return None


@require_POST
@only_for(policies.SEE_LOCAL_ANSWERS)
def local_answer_decide(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Publish, send back, or withdraw; the note that was typed stays on the page if it is refused."""
    found, note = _found(request, pk), request.POST.get("note", "")[:300].replace("\0", "")
    try:
        said = _decide(found, request, note)
    except ValidationError as refused:
        return _page(request, found, 400, error=" ".join(refused.messages), note=note)
    except actions.AnsweredMeanwhileError:
        changed = _("Orang lain baru saja mengubah jawaban ini. Baca dulu yang sekarang.")
        return _page(request, _found(request, pk), 409, error=changed, note=note)
    messages.success(request, said)
    return redirect("local-answer", pk=pk)


def _decide(found: LocalAnswer, request: SignedInRequest, note: str) -> str:
    version, by = _version(request), request.user
    deed = request.POST.get("apa", "")
    if deed == "terbit":
        actions.publish(found, version=version, by=by)
        return _("Terbit. Jawaban ini sekarang menjawab warga di sana.")
    if deed == "kembali":
        actions.reject(found, note=note, version=version, by=by)
        return _("Dikembalikan kepada pengusul dengan catatan Anda.")
    if deed == "tarik":
        actions.withdraw(found, note=note, version=version, by=by)
        return _("Ditarik. Jawaban ini tidak lagi menjawab siapa pun.")
    if not may(by, policies.REVIEW_LOCAL_ANSWER):
        raise PermissionDenied("decide-local-answer")
    raise ValidationError(_("Pilih terbitkan, kembalikan, atau tarik."))


def _version(request: SignedInRequest) -> int | None:
    sent = request.POST.get("version", "")
    return int(sent) if sent.isdecimal() and len(sent) < 9 else None
