"""Builders of people and the places that they need; each makes only what is missing."""

from datetime import date, timedelta
from time import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.utils import timezone

from pimpasa.accounts.models import Posting, User
from pimpasa.foundation.roles import OFFICE_ROLES, SECOND_FACTOR_ROLES, Role
from pimpasa.regions.models import COUNTRY, ImmigrationOffice, OfficeJurisdiction, Region

TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "sandi-panjang-sari"
KINDS = ["province", "regency", "district", "village"]
LONG_AGO = date(2024, 11, 4)


def make_region(code: str = COUNTRY, name: str = "") -> Region:
    """The region with all that it lies in."""
    parent = None if code == COUNTRY else make_region(code.rpartition(".")[0] or COUNTRY)
    kind = "country" if parent is None else KINDS[code.count(".")]
    given = {"name": name or f"Wilayah {code}", "kind": kind, "parent": parent}
    return Region.objects.get_or_create(code=code, defaults={**given, "first_edition": "uji", "last_edition": "uji"})[0]


def make_office(code: str = "kanim-x", regency: str = "33.01", serves: tuple[str, ...] = (), guessed: bool = False):
    """An office standing in the regency, with the regencies that it serves: confirmed, or only inferred."""
    kind = "kanwil" if code.startswith("kanwil") else "kanim"
    given = {"name": f"Kantor {code}", "kind": kind, "regency": make_region(regency)}
    office = ImmigrationOffice.objects.get_or_create(code=code, defaults=given)[0]
    for served in serves:
        OfficeJurisdiction.objects.get_or_create(
            office=office,
            regency=make_region(served),
            defaults={"confidence": "inferred" if guessed else "confirmed", "is_primary": not _has_primary(served)},
        )
    return office


def _has_primary(regency: str) -> bool:
    return OfficeJurisdiction.objects.filter(regency=regency, is_primary=True).exists()


def make_user(username: str = "sari", password: str | None = None, **fields) -> User:
    """A person with an account and no posting."""
    return User.objects.create_user(username, password, **{"display_name": username.title(), **fields})


def make_person(username: str, role: str, place: str = COUNTRY, **period) -> User:
    """A person with one posting: `place` is an office's code for office roles, otherwise a region's."""
    return add_posting(make_user(username), role, place, **period)


def add_posting(user: User, role: str, place: str = COUNTRY, *, starts_on: date = LONG_AGO, **period) -> User:
    """One more posting, and the second factor that its role needs."""
    where = {"office": make_office(place)} if role in OFFICE_ROLES else {"area": make_region(place)}
    Posting.objects.create(user=user, role=role, starts_on=starts_on, **where, **period)
    if role in SECOND_FACTOR_ROLES:
        make_second_factor(user)
    return user


def make_second_factor(user: User) -> None:
    secret = {"secret": TOTP_SECRET}
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": secret})


def code_now() -> str:
    """What the person's app shows at this moment."""
    return format_hotp_value(hotp_value(TOTP_SECRET, int(time()) // 30))


def make_staff(username: str = "sari", password: str = PASSWORD, **fields) -> User:
    """A person who may do all that staff do, everywhere."""
    return add_posting(make_user(username, password, **fields), Role.ADMINISTRATOR)


VILLAGE_A, VILLAGE_B, VILLAGE_C = "33.01.01.2001", "33.02.01.2001", "34.01.01.2001"


def make_sari() -> User:
    """Officer of village A, in the working area of office X."""
    make_office("kanim-x", "33.01", serves=("33.01",))
    return make_person("sari", Role.OFFICER, VILLAGE_A)


def make_budi() -> User:
    """Officer of village B, which another office serves."""
    make_office("kanim-y", "33.02", serves=("33.02",))
    return make_person("budi", Role.OFFICER, VILLAGE_B)


def make_wati() -> User:
    """Head of office X."""
    make_office("kanim-x", "33.01", serves=("33.01",))
    return make_person("wati", Role.OFFICE_HEAD, "kanim-x")


def make_rini() -> User:
    return make_person("rini", Role.ANALYST)


def make_tono() -> User:
    """Agent in village A, and staff of office Y, which serves village B."""
    make_office("kanim-y", "33.02", serves=("33.02",))
    return add_posting(make_person("tono", Role.VILLAGE_AGENT, VILLAGE_A), Role.OFFICE_STAFF, "kanim-y")


def make_agent() -> User:
    return make_person("agus", Role.VILLAGE_AGENT, VILLAGE_A)


def make_former() -> User:
    """Officer of village A until yesterday."""
    return make_person("mantan", Role.OFFICER, VILLAGE_A, ends_on=timezone.localdate() - timedelta(days=1))


def make_guessed() -> User:
    """Head of office Z, whose working area (village C) is only inferred."""
    make_office("kanim-z", "34.01", serves=("34.01",), guessed=True)
    return make_person("gani", Role.OFFICE_HEAD, "kanim-z")
