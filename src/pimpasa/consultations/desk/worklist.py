"""The lists of what waits: mine, unanswered, running out, waiting on others, done. Each is what the person may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.models import User
from pimpasa.consultations.desk.clockwords import SOON, ClockWords, clock_words
from pimpasa.consultations.models import Consultation, ConsultationQuerySet, Entry
from pimpasa.consultations.private.models import PrivatePart, PrivatePartQuerySet
from pimpasa.consultations.states import OVER
from pimpasa.fieldwork.register.views.listing import Choice, Filter
from pimpasa.foundation.ui.words import say
from pimpasa.guidance.ask.asker import load_asker

MINE, UNANSWERED, RUNNING_OUT, ELSEWHERE, DONE = "saya", "belum", "hampir", "lain", "selesai"
TABS: dict[str, str | Promise] = {
    MINE: _("Menunggu saya"),
    UNANSWERED: _("Belum dijawab"),
    RUNNING_OUT: _("Hampir habis waktu"),
    ELSEWHERE: _("Menunggu pihak lain"),
    DONE: _("Selesai"),
}
ORDERS: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "waktu": (_("yang paling mendesak"), ("-urgent", "due_at")),
    "baru": (_("yang terbaru"), ("-waiting_since",)),
    "lama": (_("yang terlama"), ("waiting_since",)),
    "desa": (_("desa"), ("place__name", "-waiting_since")),
}
MOST_CHOICES = 200


@dataclass(frozen=True)
class Worklist:
    user: User
    now: datetime

    @cached_property
    def visible(self) -> ConsultationQuerySet:
        return Consultation.objects.visible_to(self.user)

    @cached_property
    def mine(self) -> ConsultationQuerySet:
        return Consultation.objects.for_acting(self.user).waiting()

    @cached_property
    def private(self) -> PrivatePartQuerySet:
        """Private parts that wait for a reply; none for an agent."""
        waiting: PrivatePartQuerySet = PrivatePart.objects.visible_to(self.user).waiting()
        return waiting

    def tab(self, name: str) -> ConsultationQuerySet:
        rows: dict[str, ConsultationQuerySet] = {
            MINE: self.mine,
            UNANSWERED: self.visible.waiting().filter(first_answered_at__isnull=True),
            RUNNING_OUT: self.visible.waiting().filter(due_at__lt=self.now + SOON),
            ELSEWHERE: self.visible.open().exclude(pk__in=self.mine.values("pk")),
            DONE: self.visible.filter(state__in=OVER),
        }
        return rows[name]

    def counts(self) -> list[tuple[str, str | Promise, int]]:
        return [(name, label, self.tab(name).count()) for name, label in TABS.items()]

    def filters(self) -> list[Filter]:
        """Topics, villages and offices that the person's threads have."""
        topics = self.visible.order_by().values_list("topic", flat=True).distinct()
        villages = self.visible.order_by("place__name").exclude(place=None).values_list("place", "place__name")
        offices = self.visible.order_by("office__name").exclude(office=None).values_list("office", "office__name")
        return [
            Filter(
                "topik",
                gettext("Topik"),
                [Choice(one or "-", topic_words(one), Q(topic=one)) for one in sorted(topics)],
            ),
            Filter("desa", gettext("Desa"), [Choice(code, name, Q(place=code)) for code, name in _few(villages)]),
            Filter("kantor", gettext("Kantor"), [Choice(code, name, Q(office=code)) for code, name in _few(offices)]),
        ]


def _few(pairs: Iterable[tuple[str | None, str]]) -> list[tuple[str, str]]:
    return [(code, name) for code, name in dict(pairs).items() if code][:MOST_CHOICES]


def topic_words(topic: str) -> str:
    known = load_asker().topics.get(topic)
    return say(known.title) if known else str(_("tanpa topik"))


@dataclass(frozen=True)
class Row:
    consultation: Consultation
    title: str
    begins: str
    clock: ClockWords
    is_mine: bool


def rows_of(found: Iterable[Consultation], mine: ConsultationQuerySet, now: datetime) -> list[Row]:
    """Two queries. Words that speak of danger or of the village's people are read on the thread's page only."""
    threads = list(found)
    keys = [one.pk for one in threads]
    own = set(mine.filter(pk__in=keys).values_list("pk", flat=True))
    first = Entry.objects.filter(pk__in=keys, kind=Entry.Kind.QUESTION).select_related("kept_words")
    words = {entry.consultation_id: entry for entry in first}
    return [_row(one, words.get(one.pk), one.pk in own, now) for one in threads]


def _row(one: Consultation, first: Entry | None, is_mine: bool, now: datetime) -> Row:
    shows = first is not None and not (one.urgent or one.past_village)
    begins = Truncator(first.words).chars(90) if first and shows else ""
    return Row(one, topic_words(one.topic), begins, clock_words(one, now), is_mine)
