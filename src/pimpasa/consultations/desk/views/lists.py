from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from pimpasa.accounts.access import SignedInRequest, may
from pimpasa.consultations.desk.worklist import MINE, ORDERS, TABS, Worklist, rows_of
from pimpasa.consultations.policies import REVIEW_ABUSE, SEE_CONSULTATIONS, SEE_PRIVATE_NOTES
from pimpasa.consultations.searching.marking import search
from pimpasa.fieldwork.register.views.listing import listing
from pimpasa.foundation.access import only_for

MOST_FOUND = 50


# Words that are searched for may be what somebody feared: they travel by POST and stay out of addresses and logs.
@sensitive_post_parameters("q")
@require_http_methods(["GET", "HEAD", "POST"])
@only_for(SEE_CONSULTATIONS)
def consultations(request: SignedInRequest) -> HttpResponse:
    work = Worklist(request.user, timezone.now())
    words = request.POST.get("q", "").replace("\0", "").strip()[:100]
    shown = {
        "tabs": work.counts(),
        "private": work.private.count(),
        "sees_private": may(request.user, SEE_PRIVATE_NOTES),
        "reviews_abuse": may(request.user, REVIEW_ABUSE),
        "words": words,
        "is_search": request.method == "POST",
    }
    if request.method == "POST":
        found = search(work.visible, words).select_related("place__parent", "office") if words else work.visible.none()
        rows = rows_of(found[:MOST_FOUND], work.mine, work.now)
        return render(request, "consultations/desk/list.html", {**shown, "rows": rows, "most": MOST_FOUND})
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else MINE
    threads = work.tab(tab).select_related("place__parent", "office")
    listed = listing(request, threads, search=(), orders=ORDERS, filters=work.filters())
    page = {"tab": tab, "listing": listed, "page": listed.page, "query": listed.query}
    return render(
        request, "consultations/desk/list.html", {**shown, **page, "rows": rows_of(listed.page, work.mine, work.now)}
    )
