"""What may be filed, what is kept of it, and that filing tells nobody what was known."""

import re
from uuid import uuid4

import pytest
import uuid6
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pimpasa.accounts.tests.make import make_person, make_region
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.roles import Role
from pimpasa.offers.recruiters import marks
from pimpasa.offers.recruiters.actions import filing
from pimpasa.offers.recruiters.identifiers import Identifier, identifiers_in
from pimpasa.offers.recruiters.kinds import Kind
from pimpasa.offers.recruiters.models import RecruiterFiling, RecruiterMark, RecruiterObjection
from pimpasa.offers.recruiters.tests.make import (
    ACCOUNT,
    NUMBER,
    TEXT,
    X1,
    X2,
    Y1,
    confirmed,
    filed,
    make_people,
    make_signal,
    new_filing,
    reported,
)  # fmt: skip

pytestmark = pytest.mark.django_db
REPORT, DESK = "/tawaran/perekrut/", "/petugas/perekrut/catat/"
KEPT = [one.key for one in identifiers_in(TEXT)]


@pytest.fixture
def people():
    return make_people()


def typed(**fields) -> dict:
    given = {"teks": TEXT, "pakai": KEPT, "desa": X1, "setuju": "ya", "langkah": "kirim", "id": str(uuid4())}
    return {**given, **fields}


def asked(client, **fields):
    """The answer, and the queries it took, without what is drawn anew each time."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(REPORT, typed(**fields))
    page = re.sub(r"[0-9A-F]{3}-[0-9A-F]{3}", "", answer.content.decode())
    return answer.status_code, page, [re.sub(r"'[^']*'|s?[0-9]+_x|-?[0-9]+", "", one["sql"]) for one in queries]


def test_filing_answers_alike_whether_or_not_anything_was_known(client, people):
    other = "hub 0813-9999-8888 rek BCA 9876543210"
    asked(client, teks=other, pakai=[one.key for one in identifiers_in(other)])
    make_signal(people)
    known = asked(client)
    unknown = asked(client, teks=(new := "hub 0813-1111-2222 rek BRI 1111222233"),
                    pakai=[one.key for one in identifiers_in(new)])  # fmt: skip
    assert known[0] == unknown[0] == 200
    assert known[1:] == unknown[1:]


def test_filing_at_the_desk_answers_alike(client, people):
    make_signal(people)
    client.force_login(people.officer)
    told = []
    for text in (TEXT, "hub 0813-1111-2222 rek BRI 1111222233"):
        sent = typed(teks=text, pakai=[one.key for one in identifiers_in(text)], id=str(uuid6.uuid7()))
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(DESK, sent)
        told.append((answer.status_code, answer.url, len(queries)))
    assert told[0] == told[1]
    assert RecruiterFiling.objects.filter(filed_by=people.officer).count() == 2


@pytest.mark.parametrize("missing", ["setuju", "desa", "pakai"])
def test_without_consent_village_or_tick_nothing_is_kept(client, people, missing):
    answer = client.post(REPORT, {name: value for name, value in typed().items() if name != missing})
    assert answer.status_code == 400
    assert TEXT in answer.content.decode()
    assert not RecruiterFiling.objects.exists()


def test_only_what_stays_ticked_is_kept_and_sending_twice_keeps_it_once(client, people):
    sent = typed(pakai=[KEPT[0]])
    assert [client.post(REPORT, sent).status_code for _again in range(2)] == [200, 200]
    assert RecruiterMark.objects.get().kind == "phone"


def test_a_public_filing_tells_a_day_and_no_moment(client, people):
    answer = client.post(REPORT, typed(id=str(uuid6.uuid7())))
    kept = RecruiterFiling.objects.get()
    assert (kept.pk.version, kept.filed_by, kept.recorded_at, kept.xid, kept.occurred_at) == (4, None, None, None, None)
    assert not AuditEntry.objects.filter(object_id=str(kept.pk)).exists()
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


def test_the_result_of_a_check_offers_it_by_post_and_keeps_nothing_by_itself(client):
    from pimpasa.offers.tests.offers import SHOWS_SIGNS

    page = client.post(reverse("offer-check"), {"teks": f"{SHOWS_SIGNS} hub {NUMBER}"}).content.decode()
    assert re.search(rf'<form method="post" action="{REPORT}"', page)
    assert f'action="{REPORT}"' not in client.post(reverse("offer-check"), {"teks": SHOWS_SIGNS}).content.decode()
    assert not RecruiterFiling.objects.exists()


def test_an_agent_files_what_the_office_confirms(people):
    agent = make_person("agen", Role.VILLAGE_AGENT, X1)
    made = filed(agent, X1)
    assert made.is_waiting
    assert list(RecruiterFiling.objects.visible_to(agent)) == [made]
    with pytest.raises(PermissionDenied):
        filing.confirm_filing(made, basis="seen", by=agent)
    assert confirmed(made, people.staff_x).confirmed_by == people.staff_x


def test_an_agent_sees_neither_others_filings_nor_yesterdays(people):
    agent = make_person("agen", Role.VILLAGE_AGENT, X1)
    made = filed(agent, X1)
    reported(X1)
    filed(people.officer, X1)
    assert list(RecruiterFiling.objects.visible_to(agent)) == [made]
    RecruiterFiling.objects.filter(pk=made.pk).update(filed_on="2026-01-01")
    assert not RecruiterFiling.objects.visible_to(agent).exists()


def test_another_office_neither_sees_nor_confirms(people):
    report = reported(X1)
    assert not RecruiterFiling.objects.visible_to(people.staff_y).exists()
    with pytest.raises(PermissionDenied):
        filing.confirm_filing(report, basis="seen", by=people.staff_y)
    with pytest.raises(PermissionDenied):
        filing.file_recruiter(new_filing(Y1), by=people.staff_x)


def test_equal_words_of_another_kind_have_another_fingerprint():
    phone, name = Identifier(Kind.PHONE, "sama"), Identifier(Kind.AGENCY, "sama")
    assert marks.mark_of(phone) == marks.mark_of(phone)
    assert marks.mark_of(phone) != marks.mark_of(name)


def everything() -> str:
    """All rows of all tables that this part, the log and the queue write to."""
    tables = [model._meta.db_table for model in apps.get_app_config("offers").get_models()]
    tables += [AuditEntry._meta.db_table, "procrastinate_jobs", "django_session"]
    with connection.cursor() as cursor:
        told = []
        for table in tables:
            cursor.execute(f'SELECT row_to_json(t)::text FROM "{table}" t')
            told += [text for (text,) in cursor.fetchall()]
    return "\n".join(told)


def test_neither_tables_nor_logs_hold_a_number_or_a_word(client, people, caplog):
    caplog.set_level("DEBUG")
    client.post(REPORT, typed())
    client.post(f"{REPORT}keberatan/", {"teks": NUMBER, "alasan": "lawful"})
    client.force_login(people.officer)
    client.post(DESK, typed(id=str(uuid6.uuid7())))
    confirmed(RecruiterFiling.objects.get(channel="web"), people.staff_x)
    filed(people.staff_x, X2)
    filed(people.head_y, Y1)
    kept = everything()
    assert str(RecruiterFiling.objects.first().pk) in kept
    assert RecruiterObjection.objects.count() == 1
    words = ("81234567890", "812-3456-7890", "1234567890", "kalimatrahasia", "Loker LN", ACCOUNT)
    planted = [*words, *(word.encode().hex() for word in words)]
    assert not [word for word in planted if word in kept or word in caplog.text]


def test_nothing_is_said_of_who_asked_or_filed(client, people):
    signal = make_signal(people)
    client.force_login(people.head_x)
    page = client.get(reverse("recruiter-signal", args=[signal.pk])).content.decode()
    assert "kurang dari 5" in page
    assert "Staf-X" not in page.partition("<main")[2]
    assert "Dilihat oleh" in page
    assert "Kepala-X" in page.partition("Dilihat oleh")[2]


def test_a_head_cuts_a_link_on_the_page(client, people):
    signal = make_signal(people)
    client.force_login(people.head_x)
    mark = RecruiterMark.objects.filter(kind="phone").first()
    sent = {"version": signal.version, "note": "Nomor kantor pos", "tentang": mark.pk}
    refused = client.post(address := reverse("recruiter-link-cut", args=[signal.pk, mark.pk]), sent)
    assert refused.status_code == 400
    assert "Nomor kantor pos" in refused.content.decode()
    client.post(address, {**sent, "reason": "shared"})
    assert RecruiterMark.objects.filter(kind="phone", cut_at__isnull=False).count() == 4


def test_the_village_is_found_by_its_name_within_the_area(client, people, monkeypatch):
    from pimpasa.offers.recruiters.views import places

    make_region("33.01.01", "Kecamatan Uji")
    monkeypatch.setattr(places, "gazetteer", lambda: Book())
    client.force_login(people.staff_x)
    page = client.post(DESK, typed(langkah="cari", cari="sukamaju", desa="")).content.decode()
    assert f'value="{X1}"' in page
    assert f'value="{Y1}"' not in page


class Book:
    """Knows two villages of the name, in two areas."""

    def find(self, text, limit=8):
        from pimpasa.regions.gazetteer import Place

        return [Place(code, "Sukamaju", "desa", "Kecamatan", "Kabupaten", "Provinsi") for code in (Y1, X1)]


def test_a_key_of_somebody_else_is_refused(people):
    new = new_filing(X1)
    filing.file_recruiter(new, by=people.staff_x)
    assert filing.file_recruiter(new, by=people.staff_x).pk == new.id
    with pytest.raises(PermissionDenied):
        filing.file_recruiter(new, by=people.officer)
