"""Who may open which page. `permissions.csv` has a line for every page and method, with a column for every person.

A page without a line fails, and the failure shows the lines to write: judge each number before you keep it. A page
with parts in its address needs them in SAMPLES.
"""

import csv
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from http.cookies import SimpleCookie
from itertools import product
from pathlib import Path

import pytest
import uuid6
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from pimpasa.accounts.breaches.tests.make import make_breach
from pimpasa.accounts.models import Invitation, User
from pimpasa.accounts.tests import make
from pimpasa.consultations.desk.tests.sample_records import DESK_ADDRESSES, make_desk_records
from pimpasa.fieldwork.register.tests.sample_records import REGISTER_ADDRESSES, make_register_records
from pimpasa.fieldwork.tests.make import ADDRESSES, make_field_records
from pimpasa.foundation.roles import Role
from pimpasa.guidance.models import FactReport
from pimpasa.learning.sessions.tests.sample_records import SESSION_ADDRESSES, make_session_records
from pimpasa.learning.teachers.tests.sample_records import TEACHER_ADDRESSES, make_teacher_records
from pimpasa.offers.recruiters.tests.sample_records import RECRUITER_ADDRESSES, make_recruiter_records
from pimpasa.regions.models import ImmigrationOffice, OfficeStatement
from pimpasa.regions.queries import forget_offices

TABLE = Path(__file__).with_name("permissions.csv")
METHODS = ("GET", "POST")
pytestmark = pytest.mark.django_db
PEOPLE: dict[str, Callable[[], User] | None] = {
    "anonymous": None,
    "member": lambda: make.make_user("warga"),
    "agent": make.make_agent,
    "sari": make.make_sari,
    "budi": make.make_budi,
    "tono": make.make_tono,
    "wati": make.make_wati,
    "guessed": make.make_guessed,
    "former": make.make_former,
    "regional": lambda: make.make_person("kanwil", Role.REGIONAL_OFFICE, "33"),
    "rini": make.make_rini,
    "auditor": lambda: make.make_person("audit", Role.AUDITOR),
    "administrator": lambda: make.make_person("pengelola", Role.ADMINISTRATOR),
}
# The records asked for are those of village A and office X, Sari's and Wati's.
OFFICE, STATEMENT, REPORT, INVITATION = "kanim-x", uuid6.uuid7(), uuid6.uuid7(), uuid6.uuid7()
BREACH = uuid6.uuid7()
RECAP = {"level": "kantor", "code": OFFICE, "period": "2025"}
SAMPLES: dict[str, dict[str, object] | Callable[[], dict[str, object]]] = {
    **ADDRESSES,
    **REGISTER_ADDRESSES,
    **DESK_ADDRESSES,
    **SESSION_ADDRESSES,
    **TEACHER_ADDRESSES,
    **RECRUITER_ADDRESSES,
    "channel-resume": {"channel": "whatsapp"},
    "channel-retry": {"channel": "whatsapp"},
    "channel-webhook": {"channel": "whatsapp"},
    "audit-history": lambda: {"kind": "accounts.user", "key": User.objects.get(username="sari").pk},
    "breach": {"pk": BREACH},
    "breach-affected": {"pk": BREACH},
    "breach-affected-csv": {"pk": BREACH},
    "breach-change": {"pk": BREACH},
    "breach-move": {"pk": BREACH},
    "breach-note-told": {"pk": BREACH},
    "demonstration-play": {"slug": "kepala"},
    "guide": {"guide_id": "paspor"},
    "guide-leaflet": {"guide_id": "paspor"},
    "guide-message": {"guide_id": "paspor"},
    "guide-qr": {"guide_id": "paspor"},
    "invitation-accept": {"token": "bukan-undangan"},
    "invitation-withdraw": {"pk": INVITATION},
    "jurisdiction-decide": {"office": OFFICE, "regency": "33.01"},
    "lesson": {"lesson_id": "jalur-resmi"},
    "lesson-clip": {"lesson_id": "jalur-resmi", "name": "tidak-ada.mp3"},
    "lesson-flip-chart": {"lesson_id": "jalur-resmi"},
    "lesson-handout": {"lesson_id": "jalur-resmi"},
    "lesson-notice": {"lesson_id": "jalur-resmi"},
    "lesson-picture": {"lesson_id": "jalur-resmi"},
    "lesson-quiz": {"lesson_id": "jalur-resmi"},
    "lesson-share": {"lesson_id": "jalur-resmi"},
    "lesson-slides": {"lesson_id": "jalur-resmi"},
    "mfa_edit_webauthn": {"pk": 1},
    "mfa_remove_webauthn": {"pk": 1},
    "office": {"code": OFFICE},
    "office-sheet-edit": {"code": OFFICE},
    "officer-handover": REGISTER_ADDRESSES["officer"],
    "officer-handover-pdf": REGISTER_ADDRESSES["officer"],
    "password-link-make": lambda: {"pk": User.objects.get(username="sari").pk},
    "password-restore": {"token": "bukan-tautan"},
    "person": lambda: {"pk": User.objects.get(username="sari").pk},
    "posting-add": lambda: {"pk": User.objects.get(username="sari").pk},
    "posting-end": lambda: {"pk": User.objects.get(username="sari").postings.get().pk},
    **dict.fromkeys(("recap", "recap-pdf", "recap-xlsx", "recap-csv", "recap-csv-metadata"), RECAP),
    "recap-records": {**RECAP, "figure": "activities"},
    "report-resolve": {"pk": REPORT},
    "second-factor-restore": lambda: {"pk": User.objects.get(username="sari").pk},
    "statement-add": {"code": OFFICE, "subject": "hours"},
    "statement-withdraw": {"code": OFFICE, "pk": STATEMENT},
    "topic": {"topic_id": "ambil"},
    "village": {"code": make.VILLAGE_A},
    "village-handover": REGISTER_ADDRESSES["assisted-village"],
    "village-handover-pdf": REGISTER_ADDRESSES["assisted-village"],
    "village-poster": {"code": make.VILLAGE_A},
}


def lines() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def addresses(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str]]:
    """Each page's name and address, the parts of the address without their names."""
    for entry in resolver.url_patterns:
        whole = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield str(entry.name), re.sub(r"<(?:\w+:)?\w+>", "<>", whole)
        else:
            yield from addresses(entry, whole)


def pages(resolver: URLResolver) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            assert entry.name, f"a page without a name: {entry.pattern}"
            yield entry.name
        else:
            yield from pages(entry)


def wanted() -> set[tuple[str, str]]:
    return set(product(set(pages(get_resolver())), METHODS))


def written() -> list[tuple[str, str]]:
    return [(line["page"], line["method"]) for line in lines()]


def with_password(user: User) -> User:
    """As everyone who can sign in; what it is does not matter here, and hashing one takes long."""
    user.password = "ada"
    user.save(update_fields=["password"])
    return user


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker) -> Iterator[dict[str, SimpleCookie]]:
    """The cookies of everyone. Made once for all lines: whatever a page changes is undone after each answer."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield {name: signed_in(user) for name, user in everybody().items()}
        transaction.set_rollback(True)
    forget_offices()


@pytest.fixture(autouse=True)
def refusals_unlogged(caplog):
    """Every refusal is logged; a failing line should be read, not searched for."""
    caplog.set_level("CRITICAL", "django.request")


def everybody() -> dict[str, User | None]:
    """Everyone in the table, and the records that the pages speak of."""
    everyone = {name: maker and with_password(maker()) for name, maker in PEOPLE.items()}
    office = ImmigrationOffice.objects.get(pk=OFFICE)
    days = {"checked_on": date(2026, 5, 4), "expires_on": date(2026, 8, 4)}
    OfficeStatement.objects.create(id=STATEMENT, office=office, subject="hours", value="08.00", source="uji", **days)
    FactReport.objects.create(id=REPORT, guide="paspor", content_version="uji", answer_day=date(2026, 5, 4), text="x")
    soon = timezone.now() + timedelta(hours=1)
    offer = {"display_name": "Baru", "role": Role.OFFICE_STAFF, "office": office, "token_hash": "x"}
    Invitation.objects.create(id=INVITATION, invited_by=everyone["wati"], expires_at=soon, **offer)
    make_breach(everyone["administrator"], id=BREACH)
    make_field_records(everyone["sari"], everyone["agent"])
    make_register_records(everyone["wati"])
    make_desk_records(everyone["sari"], everyone["wati"])
    make_session_records(everyone["sari"], everyone["agent"])
    make_teacher_records(everyone["sari"])
    make_recruiter_records(everyone["sari"])
    forget_offices()
    return everyone


def signed_in(user: User | None) -> SimpleCookie:
    """The cookies of somebody who has just signed in."""
    client = Client()
    if user:
        client.force_login(user)
    return client.cookies


def answer(page: str, method: str, cookies: SimpleCookie) -> int:
    """The status that the person gets; whatever the page changed is undone."""
    client = Client(raise_request_exception=False)
    client.cookies.update(cookies)
    with transaction.atomic():
        sample = SAMPLES.get(page)
        address = reverse(page, kwargs=sample() if callable(sample) else sample)
        status = client.generic(method, address).status_code
        transaction.set_rollback(True)
    return status


def new_line(page: str, method: str, people: dict[str, SimpleCookie]) -> str:
    try:
        return ",".join([page, method, *(str(answer(page, method, cookies)) for cookies in people.values())])
    except NoReverseMatch:
        return f"{page},{method}: its address has parts; add them to SAMPLES"


def test_every_page_has_a_line_for_each_method(people):
    missing = sorted(wanted() - set(written()))
    found = [new_line(*line, people) for line in missing]
    assert not missing, "judge these lines, then write them:\n" + "\n".join(found)


def test_no_page_hides_behind_another():
    at: dict[str, list[str]] = {}
    for page, address in addresses(get_resolver()):
        at.setdefault(address, []).append(page)
    # allauth looks for the sign-in page by a name of its own.
    assert [pages for pages in at.values() if len(pages) > 1] == [["sign-in", "account_login"]]


def test_no_line_speaks_of_a_page_that_is_gone_and_none_is_written_twice():
    assert set(written()) - wanted() == set()
    assert len(written()) == len(set(written()))


def test_every_person_has_a_column():
    assert list(lines()[0]) == ["page", "method", *PEOPLE]


@pytest.mark.parametrize("line", lines(), ids=lambda line: f"{line['page']}-{line['method']}")
def test_the_page_answers_as_the_table_says(people, line):
    page, method = line["page"], line["method"]
    answers = {name: str(answer(page, method, cookies)) for name, cookies in people.items()}
    assert answers == {name: line[name] for name in PEOPLE}
