"""A good answer becomes knowledge: it is proposed in general words, and another person reviews it.

Protects the asker: her own words are never filled in, and a question too like them is refused.
"""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from rapidfuzz.fuzz import ratio

from pimpasa.accounts.access import SignedInRequest
from pimpasa.consultations.desk.shown import ShownThread, show_thread
from pimpasa.consultations.desk.views.thread import question_of, visible_thread
from pimpasa.consultations.desk.worklist import topic_words
from pimpasa.consultations.replies.filling import facts_on
from pimpasa.foundation.access import only_for
from pimpasa.foundation.content import load_library
from pimpasa.guidance.local.forms import LocalAnswerForm
from pimpasa.guidance.local.models import LONGEST_SOURCE
from pimpasa.guidance.local.policies import PROPOSE_LOCAL_ANSWER
from pimpasa.guidance.local.views import form_answer

# Of a hundred: from here on it is the asker's own sentence.
TOO_ALIKE = 85


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@only_for(PROPOSE_LOCAL_ANSWER)
def consultation_propose(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = visible_thread(request, pk)
    shown = show_thread(found, request.user)
    if not shown.may_act:
        raise PermissionDenied("propose-local-answer")
    back = reverse("consultation", kwargs={"pk": pk})
    return form_answer(request, _begun(shown), back, check=lambda form: _too_alike(form, shown))


def _begun(shown: ShownThread) -> dict[str, object]:
    """The topic's title as the question, the last answer with its facts, and their source."""
    answers = [one for one in shown.entries if one.entry.kind == "answer"]
    last, thread = answers[-1] if answers else None, shown.consultation
    known = facts_on(localdate())
    facts = [one.fact for one in last.quoted if one.fact in known] if last else []
    begun: dict[str, object] = {
        "question": topic_words(thread.topic) if thread.topic else "",
        "answer": last.entry.words if last else "",
        "topic": thread.topic,
        "facts": facts,
    }
    if facts:
        source = load_library().sources[known[facts[0]].source]
        begun |= {"source": source.name[:LONGEST_SOURCE], "source_date": source.in_force_from or source.checked_on}
    if thread.place_id:
        begun["reach"] = f"place:{thread.place_id}"
    return begun


def _too_alike(form: LocalAnswerForm, shown: ShownThread) -> str:
    typed = form.cleaned_data["question"].lower().strip()
    said = [one.entry.words.lower().strip() for one in shown.entries if one.entry.kind == "question"]
    if any(ratio(typed, words) >= TOO_ALIKE for words in [*said, question_of(shown).lower()]):
        return _("Ini kata-kata penanya sendiri. Tulis ulang dengan kata-kata umum.")
    return ""
