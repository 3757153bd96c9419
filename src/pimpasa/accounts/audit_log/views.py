from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pimpasa.accounts.access import SignedInRequest, villages_where
from pimpasa.accounts.audit_log.forms import SearchForm
from pimpasa.accounts.audit_log.listing import as_lines, csv_rows, stretch
from pimpasa.accounts.audit_log.policies import SEE_AUDIT
from pimpasa.accounts.audit_log.wording import kind_words
from pimpasa.foundation.access import only_for
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.audit.models import AuditEntry, AuditSeal, UnsealedEntry
from pimpasa.foundation.audit.queries import latest_check, latest_seal
from pimpasa.foundation.audit.words import TROUBLES

SEALS_A_PAGE = 50
LONGEST_HISTORY = 500


@require_safe
@only_for(SEE_AUDIT)
def audit_log(request: SignedInRequest) -> HttpResponse:
    form = _asked(request)
    found = stretch(form.keep(AuditEntry.objects.all()), _key(request)) if form.is_valid() else None
    _note(request, "read-audit", form)
    context = {"form": form, "found": found, "query": _query(request), **_chain()}
    return render(request, "accounts/audit_log/log.html", context)


@require_safe
@only_for(SEE_AUDIT)
def audit_log_csv(request: SignedInRequest) -> HttpResponseBase:
    form = _asked(request)
    if not form.is_valid():
        raise Http404
    _note(request, "export-audit", form)
    rows = csv_rows(form.keep(AuditEntry.objects.all()))
    response = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="catatan-perbuatan.csv"'
    return response


@require_safe
@only_for(SEE_AUDIT)
def audit_history(request: SignedInRequest, kind: str, key: str) -> HttpResponse:
    """Everything that was done with one record, from its beginning."""
    _require_whole_country(request)
    entries = AuditEntry.objects.filter(object_kind=kind, object_id=key).select_related("actor")
    lines = as_lines(list(entries[:LONGEST_HISTORY]))
    if not lines:
        raise Http404
    with transaction.atomic():
        record(request.user, "read-audit", request.user, kind=kind, object=key)
    context = {"lines": lines, "kind": kind_words(kind), "key": key, "most": LONGEST_HISTORY}
    return render(request, "accounts/audit_log/history.html", context)


@require_safe
@only_for(SEE_AUDIT)
def audit_seals(request: SignedInRequest) -> HttpResponse:
    _require_whole_country(request)
    page = Paginator(AuditSeal.objects.order_by("-number"), SEALS_A_PAGE).get_page(request.GET.get("hal"))
    shown = {"page": page, "verify_command": "pimpasa audit verify --head …", **_chain()}
    return render(request, "accounts/audit_log/seals.html", shown)


def _asked(request: SignedInRequest) -> SearchForm:
    _require_whole_country(request)
    return SearchForm(request.GET)


def _require_whole_country(request: SignedInRequest) -> None:
    if not villages_where(request.user, SEE_AUDIT).everywhere:
        raise PermissionDenied(SEE_AUDIT.name)


def _note(request: SignedInRequest, verb: str, form: SearchForm) -> None:
    with transaction.atomic():
        record(request.user, verb, request.user, **(form.as_details() if form.is_valid() else {}))


def _chain() -> dict[str, object]:
    """What is known of the chain: its head, what waits, and what the last check found."""
    check = latest_check()
    trouble = TROUBLES.get(check.trouble, check.trouble) if check else ""
    return {"head": latest_seal(), "check": check, "trouble": trouble, "waiting": UnsealedEntry.objects.count()}


def _key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("sebelum", ""))
    except ValueError:
        return None


def _query(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("sebelum", None)
    return kept.urlencode()
