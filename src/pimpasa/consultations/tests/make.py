"""Builders of threads; each makes only what it needs."""

import uuid6

from pimpasa.accounts.tests.make import VILLAGE_A, make_region
from pimpasa.consultations.actions import answering, asking
from pimpasa.consultations.actions.stepping import Said
from pimpasa.consultations.models import Consultation
from pimpasa.consultations.receipts.making import new_secret

QUESTION = "Apakah bayi perlu buku sendiri?"


def new_question(village: str | None = VILLAGE_A, text: str = QUESTION, **fields) -> asking.NewQuestion:
    place = make_region(village) if village else None
    return asking.NewQuestion(**{"id": uuid6.uuid7(), "secret": new_secret(), "text": text, "place": place, **fields})


def make_asked(village: str | None = VILLAGE_A, text: str = QUESTION, by=None, **fields) -> asking.Asked:
    return asking.ask(new_question(village, text, **fields), by=by)


def make_consultation(level: str = "officer", village: str | None = VILLAGE_A, text: str = QUESTION, **fields):
    """A thread that waits at the level (or beyond it, where nobody reads there)."""
    office = fields.pop("office", "")
    asked = make_asked(village, text, **fields)
    return asking.choose_reader(asked.consultation, level, office=office)


def said(text: str = "Ya, bayi punya buku sendiri.") -> Said:
    return Said(uuid6.uuid7(), text)


def answered(consultation: Consultation, by, text: str = "Ya.", facts=()) -> Consultation:
    return answering.answer(consultation, said(text), facts=facts, by=by)
