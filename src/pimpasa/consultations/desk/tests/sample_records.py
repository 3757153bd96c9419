"""The threads that the table of permissions opens: with Sari, in village A, office X."""

from typing import Any
from uuid import UUID

from pimpasa.accounts.models import User
from pimpasa.consultations.abuse.models import AbuseReport, Block
from pimpasa.consultations.actions.abuse import decide_on_abuse, report_abuse
from pimpasa.consultations.actions.private import open_private_part
from pimpasa.consultations.desk.tests.make import make_reply
from pimpasa.consultations.models import Consultation, Entry, QuotedFact
from pimpasa.consultations.receipts.making import new_secret
from pimpasa.consultations.replies.models import SavedReply
from pimpasa.consultations.tests.make import answered, make_consultation, said
from pimpasa.guidance.local.models import LocalAnswer
from pimpasa.guidance.local.tests.make import make_proposed

THREAD, REPORT = UUID("01900000-0000-7000-8000-0000000000f1"), UUID("01900000-0000-7000-8000-0000000000f2")
# Quoted once, and no fact any more.
GONE = "fakta-yang-sudah-tiada"


def make_desk_records(sari: User, wati: User) -> None:
    """An answered thread with a private part and a fact that is gone, a reported one, a reply, a proposed answer."""
    thread = make_consultation("officer", id=THREAD)
    open_private_part(thread, "officer", said("x"), secret=new_secret())
    answered(thread, sari)
    QuotedFact.objects.create(entry=Entry.objects.get(consultation=thread, kind="answer"), fact=GONE, seal="x")
    abused = answered(make_consultation("officer", id=REPORT), sari)
    Consultation.objects.filter(pk=REPORT).update(open_to=["officer", "office"], offices=["kanim-x"])
    decide_on_abuse(report_abuse(abused, "spam", by=sari), block=True, by=wati)
    make_reply(wati, "Isi")
    make_proposed(sari)


def _first(model: Any) -> Any:
    return lambda: {"pk": model.objects.first().pk}


_THREAD = {"pk": THREAD}
DESK_ADDRESSES: dict[str, Any] = {
    **dict.fromkeys(("consultation", "consultation-answer", "consultation-propose", "private-part"), _THREAD),
    "consultation-correct": {**_THREAD, "fact": GONE},
    "consultation-step": {**_THREAD, "deed": "catatan"},
    **dict.fromkeys(("saved-reply", "saved-reply-withdraw"), _first(SavedReply)),
    "abuse-decide": _first(AbuseReport),
    "block-lift": _first(Block),
    **dict.fromkeys(("local-answer", "local-answer-edit", "local-answer-decide"), _first(LocalAnswer)),
}
