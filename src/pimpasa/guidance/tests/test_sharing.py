"""An answer leaves the page whole, with its sources and its day, and never with a sensitive answer in an address."""

from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import pytest
import time_machine
from django.template.loader import render_to_string
from django.test import RequestFactory

from pimpasa.foundation.content import load_library
from pimpasa.foundation.ui.words import money
from pimpasa.guidance.answered import read_answered
from pimpasa.guidance.answers import answer_for
from pimpasa.guidance.plain import answer_text, for_whatsapp
from pimpasa.guidance.sharing import share_of
from pimpasa.guidance.short_text import LIMIT, folded, short_text
from pimpasa.guidance.tests.make import ADULT, CHILD, LOST_IN_A_FLOOD, make_office
from pimpasa.guidance.tests.pages import PASSPORT

WORKER = {**ADULT, "purpose": "work", "worked_before": "no"}
WORK = {"stage": "asking", "age": "18+", "scheme": "p2p", "destination": "malaysia", "job": "household"}
EVERYONE = [(ADULT, "paspor"), (CHILD, "paspor"), (WORKER, "paspor"), (LOST_IN_A_FLOOD, "paspor"), (WORK, "kerja")]


@pytest.fixture(autouse=True)
def on_a_day_in_november(db):
    with time_machine.travel("2026-11-24T12:00:00+07:00", tick=False):
        yield


def answer_of(answers, guide="paspor"):
    from datetime import date

    return answer_for(guide, answers, date(2026, 11, 24), None)


def share(answers, **more):
    request = RequestFactory().get("/", {**answers, **more})
    return share_of(request, read_answered(load_library().guides["paspor"], request.GET), "id")


@pytest.mark.parametrize(("answers", "guide"), EVERYONE)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_short_text_fits_and_says_money_papers_sources_and_edition(answers, guide, language):
    answer = answer_of(answers, guide)
    text = short_text(answer, language, "Kantor Imigrasi Uji", "https://contoh.test/panduan/")
    assert len(text) <= LIMIT + 1
    assert load_library().version in text
    assert answer.sources[0].name in text or answer.cost.bases[0].fact.source
    assert all(money(total.amount, total.currency) in text for total in answer.cost.totals if total.amount is not None)
    assert "2026" in text.splitlines()[0]


@pytest.mark.parametrize(("answers", "guide"), EVERYONE)
def test_a_short_text_that_leaves_something_out_says_so(answers, guide):
    answer = answer_of(answers, guide)
    facts = [f for f in answer.facts if f.text["id"] not in short_text(answer)]
    assert facts == [] or "Masih ada yang tidak termuat" in short_text(answer)
    assert "Masih ada yang tidak termuat" not in short_text(answer, limit=20_000)


def test_a_short_text_keeps_a_dispute_a_dispute():
    text = short_text(answer_of(WORKER))
    assert "Sumber berbeda pendapat" in text
    assert "[tanyakan kantor] Rp0" in text


def test_alternatives_say_common_words_once():
    texts = ["Bawa akta asli dan salinan.", "Bawa ijazah asli dan salinan."]
    assert folded(texts) == "Bawa akta / ijazah (asli dan salinan)"
    assert folded(["Ambil.", "Kirim."]) == "Ambil / Kirim"


def test_the_whatsapp_link_carries_the_short_text():
    link = urlsplit(share(ADULT).whatsapp)
    text = parse_qs(link.query)["text"][0]
    assert link.hostname == "wa.me"
    assert "*Biaya:* Rp650.000" in text
    assert text.endswith("http://testserver/panduan/paspor/\n")


def test_sensitive_answers_enter_no_link():
    offered = share(CHILD)
    assert offered.is_sensitive
    assert offered.whatsapp == offered.code == ""
    assert "parents" not in offered.message + offered.leaflet


def test_a_family_sends_the_full_text():
    other = ";".join(f"{name}:{value}" for name, value in ADULT.items())
    assert share(ADULT, orang=other).whatsapp == ""


def test_the_share_part_offers_message_sheets_and_code(rf):
    html = render_to_string("guidance/_share.html", {"share": share(ADULT), "fields": []})
    for part in ("wa.me", "/pesan?", "ukuran=a5", "/qr.svg?"):
        assert part in html


def test_the_share_part_of_a_sensitive_answer_has_forms_only():
    html = render_to_string("guidance/_share.html", {"share": share(CHILD), "fields": [("parents", "together")]})
    assert "wa.me" not in html
    assert "qr.svg" not in html
    assert 'method="post"' in html


def test_the_message_page_shows_the_whole_answer_to_copy(client):
    page = client.get(f"{PASSPORT}pesan?{urlencode(ADULT)}").content.decode()
    assert "readonly" in page
    for line in answer_text(answer_of(ADULT), "id", for_whatsapp).splitlines():
        assert line.replace("&", "&amp;").replace('"', "&quot;").replace("'", "&#x27;") in page


def test_the_message_names_the_office_in_hand(client):
    make_office()
    page = client.get(f"{PASSPORT}pesan?{urlencode({**ADULT, 'kantor': 'kanim-jakarta-barat'})}").content.decode()
    assert "Kantor Imigrasi Uji" in page


def test_a_sensitive_message_is_read_by_post_and_kept_nowhere(client):
    response = client.post(f"{PASSPORT}pesan", CHILD)
    assert response["Cache-Control"] == "private, no-store"
    assert "wa.me" not in response.content.decode()


def test_an_open_question_comes_before_the_message(client):
    assert client.get(f"{PASSPORT}pesan?place=indonesia")["Location"] == f"{PASSPORT}?place=indonesia"


def test_the_code_is_a_picture_of_the_address(client):
    response = client.get(f"{PASSPORT}qr.svg?{urlencode(ADULT)}")
    assert response["Content-Type"] == "image/svg+xml"
    assert b"age" not in response.content


def test_a_sensitive_answer_has_no_code(client):
    assert client.get(f"{PASSPORT}qr.svg?{urlencode(CHILD)}").status_code == 404


def test_the_answer_page_and_the_code_share_one_address():
    assert unquote(share(ADULT).code).startswith("/panduan/paspor/qr.svg?place=indonesia&age=21-60")
