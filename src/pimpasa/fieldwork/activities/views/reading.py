from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from pimpasa.accounts.access import SignedInRequest, may, villages_where
from pimpasa.fieldwork.activities import policies
from pimpasa.fieldwork.activities.forms import FilterForm, FollowUpForm, PhotoForm, RemovalForm
from pimpasa.fieldwork.activities.models import Activity
from pimpasa.fieldwork.activities.panels import shown_panels
from pimpasa.fieldwork.activities.queries import ActivityFilter, activities_in, activity_page
from pimpasa.fieldwork.reach import villages_within
from pimpasa.foundation.access import only_for

ROWS_A_PAGE = 30


@require_safe
@only_for(policies.SEE_ACTIVITIES)
def activities(request: SignedInRequest) -> HttpResponse:
    form = FilterForm(request.GET, villages_within(request.user, policies.SEE_ACTIVITIES))
    found = activities_in(request.user, _narrowed(form))
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("hal"))
    query = request.GET.copy()
    query.pop("hal", None)
    shown = {
        "form": form,
        "page": page,
        "query": query.urlencode(),
        "may_log": may(request.user, policies.LOG_ACTIVITY),
    }
    return render(request, "fieldwork/activities/list.html", shown)


@require_safe
@only_for(policies.SEE_ACTIVITIES)
def activity(request: SignedInRequest, pk: UUID) -> HttpResponse:
    visible = Activity.objects.visible_to(request.user).select_related(
        "village__parent", "recorded_by", "words", "replaced_by"
    )
    found = get_object_or_404(visible.prefetch_related("officers", "participants"), pk=pk)
    may_write = villages_where(request.user, policies.LOG_ACTIVITY).contains(found.village_id)
    is_current = not hasattr(found, "replaced_by")
    shown = {
        "page": activity_page(found, request.user),
        "is_current": is_current,
        "may_write": may_write and is_current,
        "photo_form": PhotoForm(),
        "removal_form": RemovalForm(),
        "follow_up_form": FollowUpForm(),
        "panels": shown_panels(request, found),
    }
    return render(request, "fieldwork/activities/activity.html", shown)


def _narrowed(form: FilterForm) -> ActivityFilter:
    form.is_valid()
    data = form.cleaned_data
    village = data.get("desa")
    return ActivityFilter(data.get("q", ""), village.pk if village else "", data.get("jenis", ""), data.get("bulan"))
