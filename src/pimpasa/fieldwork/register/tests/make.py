"""Builders of the register, by the operator's hand; each makes only what is missing."""

import io
from datetime import date
from typing import TypeVar

from PIL import Image

from pimpasa.accounts.models import User
from pimpasa.accounts.tests.make import VILLAGE_A, make_office, make_region
from pimpasa.fieldwork.register.actions.assignments import assign
from pimpasa.fieldwork.register.actions.decrees import DecreeText, record_decree
from pimpasa.fieldwork.register.actions.officers import NamePlate, inaugurate, record_inauguration, record_officer
from pimpasa.fieldwork.register.actions.villages import (
    Description,
    activate_village,
    agree_village,
    declare_independent,
    end_village,
    propose_village,
)
from pimpasa.fieldwork.register.models import (
    Assignment,
    AssistedVillage,
    Decree,
    Inauguration,
    Officer,
    OtherProgramme,
)

Invented = TypeVar("Invented", Decree, AssistedVillage, Officer)
SIGNED, LAUNCHED = date(2024, 10, 28), date(2024, 11, 4)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def as_demonstration(row: Invented, is_demonstration: bool = True) -> Invented:
    """Marked by hand beside real records; on a site of its own the record would be so by itself."""
    row.is_demonstration = is_demonstration
    row.save(update_fields=["is_demonstration"])
    return row


def make_decree(office: str = "kanim-x", number: str = "W.11-001", is_demonstration: bool = False, **fields) -> Decree:
    found = Decree.objects.filter(office=office, number=number).first()
    text = DecreeText(number, fields.pop("dated_on", SIGNED), "Penetapan desa binaan", fields.pop("ends_on", None))
    return found or as_demonstration(record_decree(make_office(office), text, by=None, **fields), is_demonstration)


def make_assisted_village(
    code: str = VILLAGE_A,
    state: str = "active",
    office: str = "kanim-x",
    is_demonstration: bool = False,
    **fields,
) -> AssistedVillage:
    """A village on its way, as far as the state asked for."""
    criteria = {"migrants": "Catatan desa: 25 warga bekerja di luar negeri."}
    village = propose_village(
        make_region(code), make_office(office), Description(criteria), by=None, happened_on=SIGNED, **fields
    )
    village = as_demonstration(village, is_demonstration)
    if state in ("agreed", "active", "independent"):
        village = agree_village(village, version=None, happened_on=SIGNED, by=None)
    if state in ("active", "independent"):
        number = "PERAGAAN-1" if village.is_demonstration else "W.11-001"
        decree = make_decree(office, number, is_demonstration=village.is_demonstration)
        village = activate_village(village, version=None, decree=decree, launched_on=LAUNCHED, by=None)
    if state == "independent":
        village = declare_independent(village, version=None, happened_on=LAUNCHED, reason="Sudah mandiri", by=None)
    if state == "ended":
        village = end_village(village, version=None, happened_on=LAUNCHED, reason="Pemekaran desa", by=None)
    return village


def make_officer(
    username: str = "ohara@contoh.id",
    office: str = "kanim-x",
    inaugurated: bool = True,
    is_demonstration: bool = False,
    **fields,
) -> Officer:
    """An officer with an account, inaugurated on 4 November 2024 unless told otherwise."""
    email = username if "@" in username else f"{username}@contoh.id"
    name = fields.pop("printed_name", username.partition("@")[0].title())
    officer = record_officer(email, NamePlate(name), make_office(office), by=None, **fields)
    officer = as_demonstration(officer, is_demonstration)
    if inaugurated:
        inaugurate(make_inauguration(office, is_demonstration=officer.is_demonstration), [officer], by=None)
    return officer


def make_officer_of(user: User, office: str = "kanim-x") -> Officer:
    """The officer's entry of someone who has an account already."""
    return Officer.objects.create(user=user, printed_name=user.display_name, office=make_office(office))


def make_inauguration(office: str = "kanim-x", is_demonstration: bool = False) -> Inauguration:
    decree = make_decree(office, "PERAGAAN-1" if is_demonstration else "W.11-001", is_demonstration=is_demonstration)
    known = Inauguration.objects.filter(decree=decree, held_on=LAUNCHED).first()
    return known or record_inauguration(decree, LAUNCHED, "Aula", make_office(office), by=None)


def make_assignment(officer: Officer, village: AssistedVillage, **fields) -> Assignment:
    return assign(officer, village, by=None, **{"starts_on": LAUNCHED, **fields})


def photo(size: tuple[int, int] = (900, 1200), kind: str = "JPEG", **options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#0b4f55").save(out, kind, **options)
    return out.getvalue()


def make_programme(name: str = "Desmigratif") -> OtherProgramme:
    return OtherProgramme.objects.get_or_create(name=name)[0]
