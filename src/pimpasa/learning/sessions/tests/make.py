"""Builders of evenings and what the room sends; each makes only what it needs."""

from datetime import date, time

import uuid6
from django.utils import timezone

from pimpasa.accounts.models import User
from pimpasa.accounts.tests.make import VILLAGE_A, make_region
from pimpasa.foundation.content.lessons import Block, Item, Lesson, Note, Option, Step
from pimpasa.learning.sessions.actions.kits import Plan, move_session, plan_session
from pimpasa.learning.sessions.actions.responses import Sent, take_response
from pimpasa.learning.sessions.actions.tallies import Counted
from pimpasa.learning.sessions.models import Response, SessionKit
from pimpasa.learning.sessions.sending import Ticket
from pimpasa.learning.sessions.tokens import Token

OPTIONS = tuple(Option(key, f"Pilihan {key}") for key in "abcd")


def make_item(name: str, form: str) -> Item:
    """Always right: a."""
    return Item(name, form, "mudah", f"Pertanyaan {name}?", OPTIONS, "a", "Karena begitu.", (f"fakta-{name}",))


def make_lesson(name: str, number: int) -> Lesson:
    """Three questions a form, each carried by a step of its own; A questions by steps 1 to 3."""
    items = [make_item(f"{name}-{form.lower()}{place}", form) for form in "AB" for place in (1, 2, 3)]
    return Lesson(
        id=name,
        number=number,
        title=f"Materi {name}",
        about="Apa yang dipelajari.",
        audiences=("villager",),
        minutes=8,
        goals=("Tahu",),
        action="Simpan nomor Disnaker.",
        intention="Apakah Anda akan bertanya ke Disnaker?",
        done="Apakah Anda sudah bertanya ke Disnaker?",
        message="Pesan.",
        message_facts=(),
        facts={},
        steps=tuple(_step(place, item) for place, item in enumerate(items, start=1)),
        items=tuple(items),
        reviews=(),
        version="uji",
    )


def _step(place: int, item: Item) -> Step:
    block = Block("fact", "Kalimat.", item.facts)
    return Step(place, f"Langkah {place}", "two-roads", "dua jalan", (block,), (Note("Tanya", "Apa?"),))


BANK = {name: make_lesson(name, number) for number, name in enumerate(("biaya", "tppo-tppm"), start=1)}


def make_plan(village: str = VILLAGE_A, lessons: tuple[str, ...] = ("biaya",), held_on: date | None = None) -> Plan:
    return Plan(make_region(village), held_on or timezone.localdate(), time(19, 0), lessons)


def make_kit(by: User, state: str = "planned", **plan) -> SessionKit:
    kit = plan_session(make_plan(**plan), key=uuid6.uuid7(), by=by)
    return kit if state == "planned" else move_session(kit, state, by=by)


def make_sent(kit: SessionKit, phase: str = "before", token: Token | None = None, *, right: int = 0, **fields) -> Sent:
    """Answers to every question of the form, so many of them right."""
    blank = Sent(uuid6.uuid7(), phase, {}, token)
    items = [item.id for name in kit.lessons for item in BANK[name].form(blank.form)]
    answers = {item: "a" if place < right else "b" for place, item in enumerate(items)}
    return Sent(**{"id": blank.id, "phase": phase, "answers": answers, "token": token, **fields})


def answer(kit: SessionKit, phase: str = "before", token: Token | None = None, **fields) -> Response:
    return take_response(kit, make_sent(kit, phase, token, **fields))


def posted(kit: SessionKit, phase: str = "before", **fields: str) -> dict[str, str]:
    """What a phone sends for the form that begins with A."""
    usual = {"gambar": "bunga", "angka": "37", "soal-biaya-a1": "a", "soal-biaya-a2": "b", "niat": "yes"}
    return {"id": str(uuid6.uuid7()), "halaman": Ticket(kit).of(phase), **usual, **fields}


def counted(mark: int = 1, piles: tuple[int, ...] = (1, 2, 3, 4), **fields) -> Counted:
    return Counted(**{"sheet_mark": mark, "sheets": sum(piles), "piles": piles, "people": 30, **fields})
