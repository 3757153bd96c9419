from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pimpasa.foundation.access import Action, only_for, villages_where
from pimpasa.regions.models import ImmigrationOffice
from pimpasa.regions.sheets import actions, policies
from pimpasa.regions.sheets.forms import StatementForm, WithdrawForm
from pimpasa.regions.sheets.models import OfficeStatement
from pimpasa.regions.sheets.queries import FIRST_ORDER, ORDERS, office_states, subject_blocks
from pimpasa.regions.sheets.subjects import Subject

OFFICES_A_PAGE = 25
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@only_for(policies.SEE_SHEETS)
def office_sheets(request: HttpRequest) -> HttpResponse:
    search, order = request.GET.get("q", "").strip()[:100], request.GET.get("urut", FIRST_ORDER)
    offices = villages_where(request.user, policies.SEE_SHEETS).offices
    states = office_states(offices, timezone.localdate(), search, order)
    page = {
        "page": Paginator(states, OFFICES_A_PAGE).get_page(request.GET.get("hal")),
        "query": urlencode({"q": search, "urut": order}),
        "search": search,
        "order": order,
        "orders": [(key, words) for key, (words, _key) in ORDERS.items()],
        "waiting": sum(not state.is_complete for state in states),
    }
    return render(request, "regions/office_sheets.html", page)


@require_safe
@only_for(policies.SEE_SHEETS)
def office_sheet_edit(request: HttpRequest, code: str) -> HttpResponse:
    office = _office(request, code, policies.SEE_SHEETS)
    blocks = subject_blocks(office, timezone.localdate())
    return render(request, "regions/office_sheet_edit.html", {"office": office, "blocks": blocks})


@form_page
@only_for(policies.ENTER_STATEMENT)
def statement_add(request: HttpRequest, code: str, subject: str) -> HttpResponse:
    office = _office(request, code, policies.ENTER_STATEMENT)
    earlier = _earlier(request, office, _subject(subject))
    form = StatementForm(request.POST or None, office=office, subject=Subject(subject), correcting=earlier)
    if request.method == "POST" and form.is_valid() and _entered(request, office, form):
        messages.success(request, _("Keterangan tersimpan dan sudah tampil untuk warga."))
        return redirect("office-sheet-edit", code=code)
    return render(request, "regions/statement_add.html", {"office": office, "form": form})


@form_page
@only_for(policies.WITHDRAW_STATEMENT)
def statement_withdraw(request: HttpRequest, code: str, pk: UUID) -> HttpResponse:
    office = _office(request, code, policies.WITHDRAW_STATEMENT)
    statement = get_object_or_404(OfficeStatement.objects.select_related("office"), pk=pk, office=office)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _withdrawn(request, statement, form):
        messages.success(request, _("Keterangan dicabut. Warga tidak melihatnya lagi."))
        return redirect("office-sheet-edit", code=code)
    return render(request, "regions/statement_withdraw.html", {"statement": statement, "form": form})


def _office(request: HttpRequest, code: str, action: Action) -> ImmigrationOffice:
    """The office, if it is the person's own; one of another office is not found."""
    own = villages_where(request.user, action).limit_offices(ImmigrationOffice.objects.all(), "pk")
    return get_object_or_404(own, pk=code)


def _subject(name: str) -> Subject:
    if name not in Subject.values:
        raise Http404
    return Subject(name)


def _earlier(request: HttpRequest, office: ImmigrationOffice, subject: Subject) -> OfficeStatement | None:
    """The statement that the page is asked to correct, while it is still open."""
    try:
        key = UUID(request.GET.get("ganti", ""))
    except ValueError:
        return None
    return OfficeStatement.objects.open().filter(pk=key, office=office, subject=subject).first()


def _entered(request: HttpRequest, office: ImmigrationOffice, form: StatementForm) -> bool:
    try:
        actions.enter_statement(office, form.new_statement(), by=request.user)
    except ValidationError as refused:
        form.take_errors(refused)
        return False
    return True


def _withdrawn(request: HttpRequest, statement: OfficeStatement, form: WithdrawForm) -> bool:
    try:
        actions.withdraw_statement(statement, reason=form.cleaned_data["reason"], by=request.user)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return False
    return True
