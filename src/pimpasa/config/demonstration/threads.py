"""One question on its way, written as the actions of consultations would leave it, at the moments it happened."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.utils import timezone

from pimpasa.accounts.models import User
from pimpasa.config.demonstration.reading import Bridge
from pimpasa.consultations.levels import STATE_OF, Level, from_level_up
from pimpasa.consultations.models import (
    WORDS,
    AbuseReport,
    Consultation,
    Entry,
    EntryWords,
    PrivateEntry,
    PrivatePart,
    PrivateWords,
    QuotedFact,
    Receipt,
    Step,
    WordMark,
)
from pimpasa.consultations.receipts.making import fingerprint_of, make_receipt, new_secret
from pimpasa.consultations.searching.marking import mark_of, roots_of
from pimpasa.consultations.states import ANSWERED, ASKED_BACK, CLOSED, CONSULTATION_STATES, MERGED, READING
from pimpasa.foundation.content import load_library
from pimpasa.foundation.secrecy import sealed
from pimpasa.guidance.told import known_facts, seal_of

Reason, CloseReason = Step.Reason, Consultation.CloseReason
LATEST_HOUR = 20


@dataclass
class Thread:
    """`at` is when the next thing happens."""

    bridge: Bridge
    row: Consultation
    at: datetime
    _marks: set[int] = field(default_factory=set)

    @property
    def code(self) -> str:
        return self.row.place_id or ""

    @property
    def reader(self) -> User:
        return self.bridge.reader(self.row.level, self.code, self.row.office_id or "")

    def wait(self, least: int, most: int) -> None:
        """Some hours pass, but never beyond yesterday."""
        stage = self.bridge.stage
        latest = timezone.make_aware(datetime.combine(stage.ago(1), time(LATEST_HOUR)))
        after = self.at + timedelta(hours=stage.dice.randint(least, most))
        self.at = max(self.at + timedelta(minutes=5), min(after, latest))

    def ask(self, text: str, secret: str = "") -> None:
        row, ledger = self.row, self.bridge.stage.ledger
        ledger.add(row)
        receipt = make_receipt(str(row.pk), secret or new_secret(), Receipt.PURPOSE)
        fingerprint = fingerprint_of(receipt, Receipt.PURPOSE)
        key = self.bridge.stage.dice.key(self.at)
        ledger.add(Receipt(id=key, consultation=row, fingerprint=fingerprint, recorded_at=self.at))
        self._keep(Entry.Kind.QUESTION, text, None, first=True)
        ledger.deed(self.at, row.recorded_by, "ask-consultation", row, place=self.code, channel=row.channel)

    def choose(self, level: str) -> None:
        self.at += timedelta(minutes=1)
        self.row.chosen = level
        past = self.row.past_village and level == Level.AGENT
        self._send(level, Reason.PAST_VILLAGE if past else Reason.CHOSEN)

    def read(self) -> None:
        """Opening it again is no second reading."""
        if self.row.read_at is None:
            self.row.read_at = self.at
            self._deed(self.reader, "read-consultation")

    def answer(self, text: str, facts: Sequence[str]) -> None:
        by, known = self.reader, known_facts()
        entry = self._keep(Entry.Kind.ANSWER, text, by, version=load_library().version)
        for name in facts:
            self.bridge.stage.ledger.add(QuotedFact(entry=entry, fact=name, seal=seal_of(known[name])))
        if self.row.first_answered_at is None:
            self.row.first_answered_at, self.row.first_answered_by_level = self.at, self.row.level
        self._move(ANSWERED, Reason.ANSWERED, by)

    def ask_back(self, text: str) -> None:
        by = self.reader
        self._keep(Entry.Kind.ASKED_BACK, text, by)
        self._move(ASKED_BACK, Reason.ASKED_BACK, by)

    def ask_on(self, text: str) -> None:
        self._keep(Entry.Kind.QUESTION, text, None)
        if self.row.state != ASKED_BACK:
            self.row.waiting_since = self.at
        self._send(self.row.level, Reason.REOPENED if self.row.state == CLOSED else Reason.ASKED_AGAIN)

    def note(self, text: str) -> None:
        by = self.reader
        self._keep(Entry.Kind.NOTE, text, by)
        self._deed(by, "note-consultation")

    def pass_on(self) -> None:
        """To the next level beyond, if there is one."""
        for level in from_level_up(self.row.level)[1:2]:
            self._send(level, Reason.PASSED_ON, self.reader)

    def close(self, reason: str, by: User | None = None) -> None:
        self.row.close_reason = reason
        self._move(CLOSED, Reason.CLOSED, by)

    def close_silent(self) -> None:
        """As `tend` does, soon after two weeks."""
        assert self.row.due_at
        self.at = self.row.due_at + timedelta(minutes=10)
        self.close(CloseReason.SILENT)

    def merge(self, into: "Thread") -> None:
        self.row.merged_into = into.row
        self._move(MERGED, Reason.MERGED, self.reader)

    def report(self, kind: str) -> None:
        report = AbuseReport(
            id=self.bridge.stage.dice.key(self.at),
            consultation=self.row,
            kind=kind,
            recorded_at=self.at,
            recorded_by=self.reader,
        )
        self.bridge.stage.ledger.add(report)
        self.bridge.stage.ledger.deed(self.at, self.reader, "report-abuse", report, place=self.code, kind=kind)

    def say_privately(self, level: str, text: str) -> PrivatePart:
        """As `open_private_part`; the clock runs until somebody replies."""
        way = self.bridge.route(level, self.code, past_village=True)
        clock = CONSULTATION_STATES.clock(
            STATE_OF[way.level], entered_at=self.at, began_at=self.at, urgent=self.row.urgent
        )
        key = self.bridge.stage.dice.key(self.at)
        part = PrivatePart(
            id=key,
            consultation=self.row,
            level=way.level,
            fingerprint=fingerprint_of(make_receipt(str(key), new_secret(), PrivatePart.PURPOSE), PrivatePart.PURPOSE),
            due_at=clock.due_at if clock else None,
            recorded_at=self.at,
        )
        self.bridge.stage.ledger.add(part)
        self._keep_private(part, text, None)
        self.bridge.stage.ledger.deed(self.at, None, "write-privately", part, place=self.code)
        return part

    def reply_privately(self, part: PrivatePart, text: str) -> None:
        office = self.bridge.route(part.level, self.code, past_village=True).office
        by, ledger = self.bridge.reader(part.level, self.code, office), self.bridge.stage.ledger
        ledger.deed(self.at, by, "read-private-note", part, place=self.code)
        self.at += timedelta(minutes=5)
        self._keep_private(part, text, by)
        part.due_at = None
        ledger.deed(self.at, by, "reply-privately", part, place=self.code)

    def _keep_private(self, part: PrivatePart, text: str, by: User | None) -> None:
        entry = PrivateEntry(
            id=self.bridge.stage.dice.key(self.at),
            part=part,
            is_reply=by is not None,
            occurred_at=self.at,
            recorded_at=self.at,
            recorded_by=by,
        )
        self.bridge.stage.ledger.add(entry)
        self.bridge.stage.ledger.add(PrivateWords(entry=entry, sealed=sealed(text, PrivateEntry.PURPOSE)))

    def _keep(self, kind: str, text: str, by: User | None, *, version: str = "", first: bool = False) -> Entry:
        """As `keep_entry`; the first entry bears the key of the thread."""
        entry = Entry(
            id=self.row.pk if first else self.bridge.stage.dice.key(self.at),
            consultation=self.row,
            kind=kind,
            level=self.row.level if by else "",
            content_version=version,
            occurred_at=self.at,
            recorded_at=self.at,
            recorded_by=by,
        )
        self.bridge.stage.ledger.add(entry)
        self.bridge.stage.ledger.add(EntryWords(entry=entry, sealed=sealed(text, WORDS)))
        self._mark(text)
        return entry

    def _mark(self, text: str) -> None:
        for mark in dict.fromkeys(mark_of(root) for root in roots_of(text)):
            if mark not in self._marks:
                self._marks.add(mark)
                self.bridge.stage.ledger.add(WordMark(consultation=self.row, mark=mark))

    def _send(self, level: str, reason: str, by: User | None = None) -> None:
        """As `send_along`."""
        row, before = self.row, self.row.office_id or ""
        way = self.bridge.route(level, self.code, past_village=row.past_village)
        if way.office and way.office != before:
            row.state_since, row.office_id = self.at, way.office
            row.offices = sorted({*row.offices, way.office})
        row.open_to = sorted({*row.open_to, way.level})
        row.level, row.read_at = way.level, None
        told = Reason.NO_READER if way.skipped and reason == Reason.CHOSEN else reason
        self._move(STATE_OF[way.level], told, by, offices=(before, way.office))

    def _move(self, state: str, reason: str, by: User | None, *, offices: tuple[str, str] = ("", "")) -> None:
        """As `move`."""
        row, earlier = self.row, self.row.state
        if state != earlier:
            CONSULTATION_STATES.check_step(earlier, state)
            row.state_since = self.at
        row.state, row.version = state, row.version + 1
        row.due_at = self._due()
        row.closed_at = self.at if state == CLOSED else None
        row.close_reason = row.close_reason if state == CLOSED else ""
        step = Step(
            consultation=row,
            number=row.version,
            from_state=earlier,
            to_state=state,
            from_office=offices[0],
            to_office=offices[1],
            reason=reason,
            recorded_at=self.at,
            recorded_by=by,
        )
        self.bridge.stage.ledger.add(step)
        self._deed(by, f"consultation-{reason}".replace("_", "-"), to=state, version=row.version)

    def _due(self) -> datetime | None:
        row = self.row
        clock = CONSULTATION_STATES.clock(
            row.state,
            entered_at=row.state_since,
            began_at=row.waiting_since,
            urgent=row.urgent and row.state in READING,
        )
        return clock.due_at if clock else None

    def _deed(self, by: User | None, verb: str, **details: object) -> None:
        self.bridge.stage.ledger.deed(self.at, by, verb, self.row, place=self.code, **details)
