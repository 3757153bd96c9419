"""Saved replies: what offices answer often, with the places of facts."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pimpasa.accounts.access import SignedInRequest, may
from pimpasa.consultations.desk.compose import looked_for
from pimpasa.consultations.policies import ANSWER, KEEP_SAVED_REPLIES, SHARE_SAVED_REPLIES
from pimpasa.consultations.replies import actions
from pimpasa.consultations.replies.filling import facts_on, fill
from pimpasa.consultations.replies.models import LONGEST_BODY, LONGEST_TITLE, SavedReply
from pimpasa.fieldwork.register.forms.base import ChangeForm, NewForm
from pimpasa.fieldwork.register.views.saving import attempt, own_offices
from pimpasa.foundation.access import only_for
from pimpasa.guidance.ask.asker import load_asker
from pimpasa.guidance.local.forms import topic_choices
from pimpasa.guidance.told import worded
from pimpasa.regions.models import ImmigrationOffice

ROWS_A_PAGE = 50
form_page = require_http_methods(["GET", "HEAD", "POST"])


class ReplyFields(forms.Form):
    title = forms.CharField(label=gettext_lazy("Judul"), max_length=LONGEST_TITLE)
    topic = forms.ChoiceField(label=gettext_lazy("Topik"), required=False)
    body = forms.CharField(
        label=gettext_lazy("Isi"),
        help_text=gettext_lazy("Tulis kode fakta dalam kurung kurawal di tempatnya. Isinya masuk sendiri."),
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 7}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["topic"].choices = topic_choices()  # type: ignore[attr-defined]  # a ChoiceField

    def reply_text(self) -> actions.ReplyText:
        data = self.cleaned_data
        return actions.ReplyText(data["title"], data["body"], data["topic"])


class NewReplyForm(ReplyFields, NewForm):
    office = forms.ModelChoiceField(
        ImmigrationOffice.objects.none(), label=gettext_lazy("Untuk kantor"), required=False
    )

    def __init__(self, data: Any, request: SignedInRequest, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        offices = own_offices(request, KEEP_SAVED_REPLIES)
        field: Any = self.fields["office"]
        shares = may(request.user, SHARE_SAVED_REPLIES)
        field.queryset, field.required = offices, not shares
        field.empty_label = _("semua kantor (bersama)") if shares else None


class ReplyForm(ReplyFields, ChangeForm):
    @staticmethod
    def values_of(row: Any) -> dict[str, Any]:
        return {"title": row.title, "topic": row.topic, "body": row.body}


@require_safe
@only_for(ANSWER)
def saved_replies(request: SignedInRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    rows = SavedReply.objects.visible_to(request.user).in_use().select_related("office")
    for word in words.split()[:6]:
        rows = rows.filter(Q(title__icontains=word) | Q(body__icontains=word))
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("hal"))
    shown = {"page": page, "words": words, "may_add": may(request.user, KEEP_SAVED_REPLIES)}
    return render(request, "consultations/desk/replies.html", {**shown, "query": f"q={words}" if words else ""})


@form_page
@only_for(KEEP_SAVED_REPLIES)
def saved_reply_add(request: SignedInRequest) -> HttpResponse:
    looks = is_looking(request)
    form = NewReplyForm(None if looks else request.POST or None, request, request.POST.dict() if looks else None)
    if request.method == "POST" and not looks and form.is_valid():
        data = form.cleaned_data
        made = attempt(
            form, lambda: actions.save_reply(form.reply_text(), data["office"], by=request.user, key=data["id"])
        )
        if made:
            messages.success(request, _("Tersimpan. Sekarang bisa dipakai saat menjawab."))
            return redirect("saved-replies")
    return _form_page(request, form, _("Tulis jawaban siap pakai"))


@form_page
@only_for(ANSWER)
def saved_reply(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """As it stands; whoever may keep it changes it here."""
    rows = SavedReply.objects.visible_to(request.user).in_use().select_related("office")
    found = get_object_or_404(rows, pk=pk)
    is_keeper = actions.may_keep(found, request.user)
    if request.method == "POST" and not is_keeper:
        raise Http404
    form = _change_form(request, found)
    if form.is_bound and form.is_valid():
        text, version = form.reply_text(), form.cleaned_data["version"]
        if attempt(form, lambda: actions.change_reply(found, text, version=version, by=request.user)):
            messages.success(request, _("Tersimpan."))
            return redirect("saved-replies")
    return _form_page(request, form, found.title, found=found, is_keeper=is_keeper)


def _change_form(request: SignedInRequest, found: SavedReply) -> ReplyForm:
    if is_looking(request):
        return ReplyForm(initial=request.POST.dict())
    form = ReplyForm.for_row(request.POST or None, None, found)
    assert isinstance(form, ReplyForm)
    return form


def is_looking(request: SignedInRequest) -> bool:
    """Facts are looked for, nothing is saved yet; what was typed stays in the form."""
    return request.POST.get("apa") == "cari"


def facts_at_hand(form: forms.Form, search: str) -> list[tuple[str, str]]:
    """Those looked for, then those of the topic: the id to write in braces, and what it will say."""
    known, topic = facts_on(localdate()), load_asker().topics.get(str(form["topic"].value() or ""))
    names = dict.fromkeys([*looked_for(search, known), *(topic.facts if topic else ())])
    return [(f"{{{name}}}", worded(known[name])) for name in names if name in known]


def _form_page(request: SignedInRequest, form: forms.Form, title: str, **more: Any) -> HttpResponse:
    found: SavedReply | None = more.get("found")
    context = {
        "form": form,
        "title": title,
        "back": reverse("saved-replies"),
        "filled": fill(found.body, localdate()) if found else None,
        "editions": list(found.editions.select_related("recorded_by")) if found else [],
        "is_keeper": True,
        "search": (search := request.POST.get("cari", "").replace("\0", "").strip()[:100]),
        "at_hand": facts_at_hand(form, search),
    }
    return render(request, "consultations/desk/reply.html", {**context, **more}, status=400 if form.errors else 200)


@require_POST
@only_for(KEEP_SAVED_REPLIES)
def saved_reply_withdraw(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(SavedReply.objects.visible_to(request.user).in_use(), pk=pk)
    if not actions.may_keep(found, request.user):
        raise Http404
    actions.withdraw_reply(found, by=request.user)
    messages.success(request, _("Tidak dipakai lagi. Riwayatnya tetap ada."))
    return redirect("saved-replies")
