from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from pimpasa.accounts.access import SignedInRequest, may_in
from pimpasa.foundation.access import only_for
from pimpasa.learning.figures.evening import figures_of
from pimpasa.learning.sessions.asked import main_lesson
from pimpasa.learning.sessions.models import SessionKit
from pimpasa.learning.sessions.policies import RUN_SESSION, SEE_SESSIONS
from pimpasa.learning.sessions.results import results_of


@require_safe
@only_for(SEE_SESSIONS)
def session_results(request: SignedInRequest, pk: UUID) -> HttpResponse:
    kits = SessionKit.objects.visible_to(request.user).select_related("village")
    kit = get_object_or_404(kits, pk=pk)
    works_here = may_in(request.user, RUN_SESSION, kit.village_id)
    shown = {
        "kit": kit,
        "results": results_of(kit, hides_small=not works_here),
        "figures": figures_of(kit, hides_small=not works_here),
        "lesson": main_lesson(kit),
    }
    return render(request, "learning/sessions/results.html", shown)
