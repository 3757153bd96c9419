"""What a person has typed on the way to a question; it travels in the form, and is kept nowhere before she sends it."""

from dataclasses import dataclass, replace
from uuid import UUID

import uuid6
from django.http import HttpRequest, QueryDict

from pimpasa.consultations.actions.asking import NewQuestion
from pimpasa.consultations.actions.stepping import LONGEST
from pimpasa.consultations.receipts.making import SHORTEST_SECRET, new_secret
from pimpasa.guidance.ask.asker import load_asker
from pimpasa.regions.models import Region

LONGEST_FIELD = 100


@dataclass(frozen=True)
class Typed:
    id: UUID
    secret: str
    text: str
    topic: str
    place: Region | None
    office: str
    level: str
    past_village: bool
    contact: str

    def new_question(self) -> NewQuestion:
        return NewQuestion(
            id=self.id,
            secret=self.secret,
            text=self.text,
            topic=self.topic,
            place=self.place,
            past_village=self.past_village,
        )

    def at(self, place: Region | None) -> "Typed":
        return replace(self, place=place)


def read_typed(request: HttpRequest) -> Typed:
    """The place may come with the link of a village's page; everything else only with the form."""
    sent = request.POST
    secret = field(sent, "kunci")
    return Typed(
        id=key_of(sent),
        secret=secret if len(secret) >= SHORTEST_SECRET else new_secret(),
        text=sent.get("q", "")[:LONGEST].replace("\0", "").strip(),
        topic=topic if (topic := field(sent, "topik")) in load_asker().topics else "",
        place=place_of(field(sent, "desa") or field(request.GET, "desa")),
        office=field(sent, "kantor"),
        level=field(sent, "pembaca"),
        past_village=bool(sent.get("lewati")),
        contact=field(sent, "kontak"),
    )


def field(sent: QueryDict, name: str) -> str:
    return sent.get(name, "")[:LONGEST_FIELD].replace("\0", "").strip()


def key_of(sent: QueryDict) -> UUID:
    """The key that the form carries; a new one for a new form or a broken one."""
    try:
        return UUID(sent.get("id", ""))
    except ValueError:
        return uuid6.uuid7()


def place_of(code: str) -> Region | None:
    """A village, or a larger region."""
    if not code:
        return None
    return Region.objects.living().select_related("parent__parent").filter(code=code).first()
