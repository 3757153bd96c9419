"""Asking a person: first the guides answer if they can, then she chooses who reads it, then she gets her receipt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from pimpasa.accounts.models import User
from pimpasa.consultations import limits
from pimpasa.consultations.actions import asking
from pimpasa.consultations.helped.actions import count_helped
from pimpasa.consultations.levels import CHOICES, STATE_OF, Level
from pimpasa.consultations.models import Consultation
from pimpasa.consultations.queries import thread_for
from pimpasa.consultations.readers import NoReaderError, levels_with_readers, serving
from pimpasa.consultations.signs import Signs, signs_in
from pimpasa.consultations.states import CONSULTATION_STATES, URGENT_HOURS
from pimpasa.consultations.views.gate import is_agents_session
from pimpasa.consultations.views.typed import Typed, read_typed
from pimpasa.foundation.content import load_library
from pimpasa.foundation.flooding import public_page
from pimpasa.guidance.ask.answering import facts_in_force
from pimpasa.guidance.ask.asker import load_asker
from pimpasa.guidance.ask.topics import Topic
from pimpasa.guidance.ask.understand import understand
from pimpasa.guidance.local.finding import local_answers_for
from pimpasa.guidance.local.models import LocalAnswer
from pimpasa.guidance.views.ask import OUTSIDE, open_topics, shown_facts
from pimpasa.regions.models import Region
from pimpasa.regions.queries import office_book


@dataclass(frozen=True)
class Reader:
    """One who may be chosen."""

    level: str
    label: str
    hours: int
    is_there: bool
    about: str


@dataclass(frozen=True)
class Journey:
    """The same steps on the public page and at the agent's desk; `by` is who writes for a neighbour."""

    request: HttpRequest
    typed: Typed
    by: User | None = None
    villages: tuple[Region, ...] = ()

    def show(self, page: str, status: int = 200, **context: object) -> HttpResponse:
        given = {
            "typed": self.typed,
            "for_neighbour": self.by is not None,
            "villages": self.villages,
            "agents_session": self.agents_session,
            "action": self.request.path,
        }
        return render(self.request, f"consultations/{page}.html", {**given, **context}, status=status)

    @property
    def agents_session(self) -> bool:
        return is_agents_session(self.request)


@public_page(limits.asking)
def consultation_ask(request: HttpRequest) -> HttpResponse:
    return walk(Journey(request, read_typed(request)))


def walk(journey: Journey) -> HttpResponse:
    if journey.request.method != "POST":
        return begin(journey)
    steps: dict[str, Callable[[Journey], HttpResponse]] = {"terbantu": helped, "pilih": choose, "kirim": send}
    return steps.get(journey.request.POST.get("langkah", ""), understand_first)(journey)


def begin(journey: Journey, error: str = "", status: int = 200) -> HttpResponse:
    return journey.show("ask", status, error=error, topics=open_topics() if journey.by else [])


def understand_first(journey: Journey) -> HttpResponse:
    """What the guides know about it. The person says whether that was enough."""
    typed = journey.typed
    if typed.topic and not typed.text:
        return _answered(journey, load_asker().topics[typed.topic])
    if not typed.text:
        return begin(journey, _("Tulis dulu pertanyaannya."), 400)
    found = understand(typed.text)
    if found.emergency:
        return choose(journey)
    local = local_answers_for(typed.text, found.topic, typed.place.code if typed.place else "")
    is_known = not found.abstained and found.topic != OUTSIDE
    if not is_known and not local:
        return choose(journey)
    return _answered(journey, load_asker().topics[found.topic] if is_known else None, local)


def _answered(journey: Journey, topic: Topic | None, local: Sequence[LocalAnswer] = ()) -> HttpResponse:
    """What the guides say; below it what an office answered for this place."""
    facts = shown_facts(facts_in_force(topic.facts, localdate(), None), []) if topic else []
    guide = load_library().guides.get(topic.guide or "") if topic else None
    return journey.show("answered", topic=topic, facts=facts, guide=guide, local_answers=local)


def helped(journey: Journey) -> HttpResponse:
    count_helped(journey.typed.topic, journey.typed.place, helped=True)
    return journey.show("helped")


def choose(journey: Journey, errors: dict[str, str] | None = None, status: int = 200) -> HttpResponse:
    """Nobody is chosen beforehand. What speaks of trouble offers the office and the helplines, never the village."""
    typed = journey.typed
    if not typed.text:
        return begin(journey, _("Tulis pertanyaannya dengan kata-kata sendiri."), 400)
    signs = signs_in(typed.text, typed.place.code if typed.place and typed.place.is_village else "")
    context = {
        "signs": signs,
        "readers": _readers(typed, signs),
        "offices": [] if serving(typed.place) else sorted(office_book().offices.values(), key=lambda one: one.name),
        "errors": errors or {},
    }
    return journey.show("choose", status, **context)


def _readers(typed: Typed, signs: Signs) -> list[Reader]:
    is_troubled = signs.any or typed.past_village
    levels = list(reversed(CHOICES)) if is_troubled else list(CHOICES)
    if is_troubled or not (typed.place and typed.place.is_village):
        levels.remove(Level.AGENT)
    if not (typed.place and typed.place.is_village):
        levels.remove(Level.OFFICER)
    there = levels_with_readers(typed.place)
    return [_reader(level.value, signs, level.value in there) for level in levels]


def _reader(level: str, signs: Signs, is_there: bool) -> Reader:
    limit = CONSULTATION_STATES.state(STATE_OF[level]).limit
    assert limit
    about = {
        "agent": _("Orang desa Anda sendiri yang membantu program ini. Ia paling dekat, dan ia mengenal warga."),
        "officer": _("Petugas imigrasi yang membina desa Anda. Ia bukan orang desa."),
        "office": _("Petugas di kantor imigrasi. Tidak ada orang desa yang membacanya."),
    }
    return Reader(level, str(Level(level).label), URGENT_HOURS if signs.danger else limit.hours, is_there, about[level])


def send(journey: Journey) -> HttpResponse:
    typed = journey.typed
    if typed.level not in CHOICES:
        return choose(journey, {"pembaca": _("Pilih dulu siapa yang membaca. Tidak ada yang dipilihkan.")}, 400)
    if typed.office and typed.office not in office_book().offices:
        return choose(journey, {"kantor": _("Pilih kantornya.")}, 400)
    try:
        asked, consultation = _ask(typed, journey.by)
    except ValidationError as refused:
        return choose(journey, {"q": " ".join(refused.messages)}, 400)
    except NoReaderError:
        return _nobody(journey)
    except asking.AnotherWasFirstError:
        return begin(journey, _("Formulir ini sudah dipakai. Kirim lagi sebagai pertanyaan baru."), 409)
    except limits.TooManyError:
        return journey.show("too_many", 429)
    return journey.show("receipt", receipt=asked.receipt.split(), thread=thread_for(consultation, for_asker=True))


def _nobody(journey: Journey) -> HttpResponse:
    """Somebody may read it at an office, if only we know which one."""
    if not journey.typed.office and not serving(journey.typed.place):
        ask_which = _("Pilih kantor yang terdekat. Tanpa itu belum ada yang bisa membaca.")
        return choose(journey, {"kantor": ask_which}, 409)
    return journey.show("nobody", 409)


def _ask(typed: Typed, by: User | None) -> tuple[asking.Asked, Consultation]:
    """All or nothing: a question that nobody would read is not kept."""
    with transaction.atomic():
        asked = asking.ask(typed.new_question(), by=by)
        consultation = asking.choose_reader(asked.consultation, typed.level, office=typed.office)
        if typed.contact:
            asking.leave_contact(consultation, typed.contact)
        if typed.topic:
            count_helped(typed.topic, typed.place, helped=False)
    return asked, consultation
