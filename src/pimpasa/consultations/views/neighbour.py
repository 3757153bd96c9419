"""The village agent asks for someone sitting opposite: topic, answer, done. The person chooses who reads, not he."""

from django.http import Http404, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from pimpasa.accounts.access import SignedInRequest
from pimpasa.consultations.policies import ASK_FOR_NEIGHBOUR
from pimpasa.consultations.views.asking import Journey, walk
from pimpasa.consultations.views.typed import read_typed
from pimpasa.fieldwork.reach import villages_within
from pimpasa.foundation.access import only_for


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@only_for(ASK_FOR_NEIGHBOUR)
def consultation_for_neighbour(request: SignedInRequest) -> HttpResponse:
    villages = tuple(villages_within(request.user, ASK_FOR_NEIGHBOUR).select_related("parent__parent"))
    typed = read_typed(request)
    village = next((one for one in villages if typed.place is None or one.pk == typed.place.pk), None)
    if village is None:
        raise Http404
    return walk(Journey(request, typed.at(village), request.user, villages))
