from collections.abc import Callable
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from pimpasa.accounts.access import SignedInRequest
from pimpasa.fieldwork.register import policies
from pimpasa.fieldwork.register.actions import villages as actions
from pimpasa.fieldwork.register.forms.villages import ActivateForm, DescribeForm, MoveForm, ProgrammeForm, ProposeForm
from pimpasa.fieldwork.register.links import links_for
from pimpasa.fieldwork.register.models import AssistedVillage, Decree, OtherProgramme
from pimpasa.fieldwork.register.queries import villages_without_officer
from pimpasa.fieldwork.register.views.additions import more_filters, panels_for
from pimpasa.fieldwork.register.views.listing import Choice, Filter, Listing, listing
from pimpasa.fieldwork.register.views.saving import FormPage, answer, form_page, own_offices
from pimpasa.foundation.access import Action, may, only_for, villages_where
from pimpasa.foundation.scope import Scope
from pimpasa.regions.gazetteer import gazetteer
from pimpasa.regions.models import Region
from pimpasa.regions.views import asked

State = AssistedVillage.State
ORDERS = {
    "nama": (gettext_lazy("nama desa"), ("village__name",)),
    "kode": (gettext_lazy("kode wilayah"), ("village_id",)),
    "baru": (gettext_lazy("terbaru dulu"), ("-recorded_at",)),
}
# Many villages share a name, so those elsewhere must not crowd out one's own.
MOST_LOOKED_AT, MOST_SHOWN = 200, 20
# Each step's word in the address, the state that it leads to, and who may take it.
STEPS: dict[str, tuple[str, Action]] = {
    "sepakat": (State.AGREED, policies.AGREE_VILLAGE),
    "aktif": (State.ACTIVE, policies.MOVE_VILLAGE),
    "mandiri": (State.INDEPENDENT, policies.MOVE_VILLAGE),
    "akhiri": (State.ENDED, policies.MOVE_VILLAGE),
}
TITLES = {
    "sepakat": gettext_lazy("Desa sepakat"),
    "aktif": gettext_lazy("Aktifkan desa"),
    "mandiri": gettext_lazy("Nyatakan mandiri"),
    "akhiri": gettext_lazy("Akhiri pembinaan"),
}


@require_safe
@only_for(policies.SEE_VILLAGES)
def assisted_villages(request: HttpRequest) -> HttpResponse:
    rows = AssistedVillage.objects.visible_to(request.user)
    page = {
        "listing": _listed(request, rows),
        "board": _board(rows),
        "without_officer": villages_without_officer(request.user, timezone.localdate()).count(),
        "may_propose": may(request.user, policies.PROPOSE_VILLAGE),
    }
    return render(request, "fieldwork/register/assisted_villages.html", page)


@require_safe
@only_for(policies.SEE_VILLAGES)
def assisted_village(request: HttpRequest, pk: UUID) -> HttpResponse:
    seen = AssistedVillage.objects.visible_to(request.user)
    row = get_object_or_404(seen.select_related("village__parent__parent", "office", "decree"), pk=pk)
    running = row.assignments.not_over(timezone.localdate()).select_related("officer", "cover_for__officer")
    page = {
        "assisted": row,
        "criteria": row.criteria.all(),
        "changes": row.state_changes.select_related("by"),
        "assignments": running,
        "agents": row.agents(),
        "steps": _steps_of(request, row),
        "links": links_for(request.user, row),
        "panels": panels_for(request, row),
        "may_describe": row.state != State.ENDED and _reaches(request, policies.DESCRIBE_VILLAGE, row),
        "may_assign": row.state not in (State.PROPOSED, State.ENDED) and _reaches(request, policies.ASSIGN, row),
    }
    return render(request, "fieldwork/register/assisted_village.html", page)


@form_page
@only_for(policies.PROPOSE_VILLAGE)
def assisted_village_propose(request: SignedInRequest) -> HttpResponse:
    """First the village is searched here; its code comes back in the address."""
    code, reach = request.GET.get("desa", ""), villages_where(request.user, policies.PROPOSE_VILLAGE)
    if not code:
        return _choose_village(request, reach)
    place = get_object_or_404(reach.limit(Region.objects.living().villages()), pk=code)
    form = ProposeForm(request.POST or None, offices=own_offices(request, policies.PROPOSE_VILLAGE))
    title = _("Usulkan %(village)s") % {"village": place.name}
    intro = _("Isi kriteria yang cocok saja, masing-masing dengan buktinya.")
    page = FormPage(title, _("Simpan usulan"), reverse("assisted-villages"), _("Semua desa binaan"), intro)

    def deed() -> AssistedVillage:
        data = form.cleaned_data
        return actions.propose_village(place, data["office"], form.description(), key=data["id"], by=request.user)

    return answer(request, page, form, deed, _("Usulan tercatat."))


def _choose_village(request: SignedInRequest, reach: Scope) -> HttpResponse:
    """Only villages within reach are offered; of others the page says that they lie outside."""
    query = asked(request)
    found = gazetteer().find(query, MOST_LOOKED_AT) if query else []
    own = [place for place in found if reach.contains(place.code)][:MOST_SHOWN]
    page = {"query": query, "places": own, "is_elsewhere": bool(found) and not own}
    return render(request, "fieldwork/register/village_choose.html", page)


@form_page
@only_for(policies.DESCRIBE_VILLAGE)
def assisted_village_describe(request: SignedInRequest, pk: UUID) -> HttpResponse:
    row = _one(request, policies.DESCRIBE_VILLAGE, pk)
    form = cast(DescribeForm, DescribeForm.for_row(request.POST or None, None, row))
    title = _("Keterangan %(village)s") % {"village": row.village.name}
    page = FormPage(title, _("Simpan perubahan"), row.get_absolute_url(), row.village.name)

    def deed() -> AssistedVillage:
        version = form.cleaned_data["version"]
        return actions.describe_village(row, form.description(), version=version, by=request.user)

    return answer(request, page, form, deed, _("Perubahan tersimpan."))


@form_page
@only_for(policies.AGREE_VILLAGE)
def assisted_village_move(request: SignedInRequest, pk: UUID, step: str) -> HttpResponse:
    if step not in STEPS:
        raise Http404
    row = _one(request, STEPS[step][1], pk)
    form = _move_form(request, row, step)
    page = FormPage(
        f"{TITLES[step]}: {row.village.name}",
        str(TITLES[step]),
        row.get_absolute_url(),
        row.village.name,
        _("Keadaan sekarang: %(state)s.") % {"state": row.get_state_display()},
    )
    return answer(request, page, form, _move(request, row, step, form), _("Keadaan desa tercatat."))


@form_page
@only_for(policies.KEEP_PROGRAMMES)
def programmes(request: SignedInRequest) -> HttpResponse:
    """The list of other programmes, and one more."""
    form = ProgrammeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_programme(form.cleaned_data["name"], by=request.user)
        messages.success(request, _("Program ditambahkan."))
        return redirect("programmes")
    rows = OtherProgramme.objects.annotate(used=Count("assisted_villages")).order_by("ended", "name")
    return render(request, "fieldwork/register/programmes.html", {"form": form, "rows": rows})


@require_POST
@only_for(policies.KEEP_PROGRAMMES)
def programme_close(request: SignedInRequest, pk: int) -> HttpResponse:
    actions.close_programme(get_object_or_404(OtherProgramme, pk=pk), by=request.user)
    messages.success(request, _("Program tidak dapat dipilih lagi."))
    return redirect("programmes")


def _listed(request: HttpRequest, rows: QuerySet[AssistedVillage]) -> Listing:
    provinces = Region.objects.filter(kind=Region.Kind.PROVINCE, code__in=_provinces(rows))
    filters = [
        Filter("keadaan", _("Keadaan"), [Choice(key, str(label), Q(state=key)) for key, label in State.choices]),
        Filter("provinsi", _("Provinsi"), [_in_province(one) for one in provinces]),
        *more_filters(),
    ]
    names = ("village__name", "village__parent__name", "village__parent__parent__name", "village__code", "office__name")
    related = rows.select_related("village__parent__parent", "office")
    return listing(request, related, search=names, orders=ORDERS, filters=filters)


def _in_province(province: Region) -> Choice:
    return Choice(province.code, province.name, Q(village__code__startswith=province.code + "."))


def _provinces(rows: QuerySet[AssistedVillage]) -> set[str]:
    return {code[:2] for code in rows.order_by().values_list("village_id", flat=True).distinct()}


def _board(rows: QuerySet[AssistedVillage]) -> list[tuple[str, str, int]]:
    """Each state with its word and how many are in it."""
    counts = dict(rows.order_by().values_list("state").annotate(number=Count("pk")))
    return [(key, str(label), counts.get(key, 0)) for key, label in State.choices]


def _one(request: HttpRequest, action: Action, pk: UUID) -> AssistedVillage:
    """The village, if the person may do this in it; any other is not found."""
    mine = villages_where(request.user, action).limit(AssistedVillage.objects.all(), "village")
    return get_object_or_404(mine.select_related("village", "office"), pk=pk)


def _reaches(request: HttpRequest, action: Action, row: AssistedVillage) -> bool:
    return villages_where(request.user, action).contains(row.village_id)


def _steps_of(request: HttpRequest, row: AssistedVillage) -> list[tuple[str, str]]:
    """The steps that may follow, as far as this person may take them."""
    following = AssistedVillage.NEXT[row.state]
    steps = [(step, action) for step, (state, action) in STEPS.items() if state in following]
    return [(step, str(TITLES[step])) for step, action in steps if _reaches(request, action, row)]


def _move_form(request: HttpRequest, row: AssistedVillage, step: str) -> MoveForm:
    sent = request.POST or None
    if step == "aktif":
        decrees = Decree.objects.visible_to(request.user).filter(is_demonstration=row.is_demonstration)
        return cast(MoveForm, ActivateForm.for_row(sent, None, row, decrees=decrees))
    return cast(MoveForm, MoveForm.for_row(sent, None, row, needs_reason=step != "sepakat"))


def _move(request: SignedInRequest, row: AssistedVillage, step: str, form: MoveForm) -> Callable[[], AssistedVillage]:
    deeds: dict[str, Callable[..., AssistedVillage]] = {
        "sepakat": actions.agree_village,
        "aktif": actions.activate_village,
        "mandiri": actions.declare_independent,
        "akhiri": actions.end_village,
    }
    return lambda: deeds[step](row, by=request.user, **form.cleaned_data)
