"""Accounts and postings of everybody but officers, who come with the register."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib.auth.hashers import make_password

from pimpasa.accounts.models import Posting, User
from pimpasa.accounts.postings import Place, code_of
from pimpasa.config.demonstration.names import invented_names, username
from pimpasa.config.demonstration.stage import MAIN, Stage
from pimpasa.foundation.roles import SECOND_FACTOR_ROLES, Role
from pimpasa.regions.models import COUNTRY, Region

OPENED, HEADS_OPENED, AGENTS_OPENED = 520, 500, 400
# The Indonesian word of the address, by role; the person whom visitors may try has no number.
WORDS = {
    Role.VILLAGE_AGENT: "agen",
    Role.OFFICER: "pimpasa",
    Role.OFFICE_STAFF: "staf",
    Role.OFFICE_HEAD: "kepala",
    Role.REGIONAL_OFFICE: "kanwil",
    Role.ANALYST: "analis",
    Role.AUDITOR: "auditor",
    Role.ADMINISTRATOR: "pengelola",
}


class Casting:
    """Gives each role to somebody invented."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._names = invented_names(stage.dice)
        self._count = dict.fromkeys(WORDS, 0)

    def open(self, role: Role, at: datetime, by: User | None, *, tried: bool = False) -> User:
        """As `open_account` without a password, and a second factor that nobody holds."""
        self._count[role] += 1
        user = User(
            id=self.stage.dice.key(at),
            username=username(WORDS[role], None if tried else self._count[role]),
            display_name=next(self._names),
            password=make_password(None),
            joined_at=at,
        )
        self.stage.ledger.add(user)
        self.stage.ledger.deed(at, by, "open-account", user)
        if role in SECOND_FACTOR_ROLES:
            self._back(user, at)
        return user

    def _back(self, user: User, at: datetime) -> None:
        factor = Authenticator(
            user=user, type=Authenticator.Type.TOTP, data={"secret": generate_totp_secret()}, created_at=at
        )
        self.stage.ledger.add(factor)
        self.stage.ledger.deed(at, user, "add-second-factor", user, kind=Authenticator.Type.TOTP)

    def post(self, user: User, role: Role, place: Place, at: datetime, by: User | None) -> User:
        give(self.stage, user, role, place, at, by)
        return user


def give(stage: Stage, user: User, role: Role, place: Place, at: datetime, by: User | None, **more: object) -> Posting:
    """As `grant`; the posting begins on that day unless `more` says otherwise."""
    given = {"starts_on": at.date(), **more}
    posting = Posting(
        id=stage.dice.key(at), user=user, role=role, area=place.area, office=place.office, recorded_at=at, **given
    )
    stage.ledger.add(posting)
    stage.ledger.deed(at, by, "grant-posting", posting, user=user.pk, role=role.value, place=code_of(place))
    return posting


def cast_people(stage: Stage) -> Casting:
    casting = Casting(stage)
    regions = Region.objects.in_bulk([COUNTRY, *stage.places.provinces])
    _cast_nation(casting, regions[COUNTRY])
    for province in stage.places.provinces:
        _cast_region(casting, regions[province])
    for office in stage.places.offices:
        _cast_office(casting, Place(office=office))
    return casting


def _cast_nation(casting: Casting, country: Region) -> None:
    stage = casting.stage
    at = stage.dice.working_time(stage.ago(OPENED))
    administrator = casting.open(Role.ADMINISTRATOR, at, None, tried=True)
    stage.administrator = casting.post(administrator, Role.ADMINISTRATOR, Place(area=country), at, None)
    for role in (Role.ANALYST, Role.AUDITOR):
        user = casting.open(role, at, administrator, tried=True)
        casting.post(user, role, Place(area=country), at, administrator)


def _cast_region(casting: Casting, province: Region) -> None:
    stage = casting.stage
    at = stage.dice.working_time(stage.ago(OPENED - 5))
    is_main = any(site.office.pk == MAIN for site in stage.places.sites if site.province == province.pk)
    user = casting.open(Role.REGIONAL_OFFICE, at, stage.administrator, tried=is_main)
    casting.post(user, Role.REGIONAL_OFFICE, Place(area=province), at, stage.administrator)
    stage.regional[province.pk] = user


def _cast_office(casting: Casting, place: Place) -> None:
    assert place.office
    stage = casting.stage
    at, is_main = stage.dice.working_time(stage.ago(HEADS_OPENED)), place.office.pk == MAIN
    head = casting.open(Role.OFFICE_HEAD, at, stage.administrator, tried=is_main)
    stage.heads[place.office.pk] = casting.post(head, Role.OFFICE_HEAD, place, at, stage.administrator)
    if is_main or stage.dice.happens(0.4):
        later = stage.dice.working_time(stage.ago(HEADS_OPENED - 14))
        staff = casting.open(Role.OFFICE_STAFF, later, head)
        casting.post(staff, Role.OFFICE_STAFF, place, later, head)


def cast_agents(casting: Casting) -> None:
    """Two villages in three that have begun have an agent; every village of the main office has."""
    stage = casting.stage
    for site in stage.places.sites:
        village = stage.villages[site.village.pk]
        is_main = site.office.pk == MAIN
        if village.launched_on and site.village.pk not in stage.ended and (is_main or stage.dice.happens(0.66)):
            at, keeper = stage.dice.working_time(stage.ago(AGENTS_OPENED - 20)), stage.keeper(site)
            tried = is_main and not any(key.startswith(site.village.pk[:5]) for key in stage.agents)
            agent = casting.open(Role.VILLAGE_AGENT, at, keeper, tried=tried)
            stage.agents[site.village.pk] = casting.post(
                agent, Role.VILLAGE_AGENT, Place(area=site.village), at, keeper
            )
