import re

import pytest
from django.urls import reverse

from pimpasa.foundation.printing.tests.reading import letters_of, needs_pdftotext
from pimpasa.offers.check import check
from pimpasa.offers.checklist import SIGNS, codes_of
from pimpasa.offers.tests.offers import NO_OFFER, PLANTED, SHOWS_NONE, SHOWS_SIGNS
from pimpasa.offers.views.gate import checking

pytestmark = pytest.mark.django_db
VERDICT = re.compile(r"\b(tidak[ _]?aman|aman|belum[ _]jelas|tampak[ _]prosedural)\b", re.IGNORECASE)


def post(client, **form):
    return client.post(reverse("offer-check"), form)


def said(response):
    return response.content.decode()


def test_every_sign_is_shown_with_its_words_its_reason_and_its_source(client):
    found, page = check(SHOWS_SIGNS), said(post(client, teks=SHOWS_SIGNS))
    assert len(found.signs) > 2
    for sign in found.signs:
        assert sign.title in page
        assert sign.why in page
        assert f"<q>{sign.quote}</q>" in page or not sign.quote
    assert page.count("Sumber:") >= len(found.signs)


def test_in_danger_help_stands_first(client):
    page = said(post(client, tanda="ISOLASI"))
    assert page.index("tel:110") < page.index("<h1>")


def test_without_signs_nothing_can_be_printed_or_shared(client):
    page = said(post(client, teks=SHOWS_NONE))
    assert check(SHOWS_NONE).signs == ()
    assert 'class="unprinted"' in page
    assert "Belum ada satu pun isinya yang dibuktikan." in page
    assert not re.search(r"wa\.me|whatsapp:|data-share|qr\.svg|\.pdf", page.partition("<footer")[0])
    assert 'class="unprinted"' not in said(post(client, teks=SHOWS_SIGNS))


def test_no_page_speaks_a_verdict(client):
    pages = [client.get(reverse("offer-check")), client.get(reverse("offer-method"))]
    pages += [post(client, teks=text) for text in (SHOWS_SIGNS, SHOWS_NONE, NO_OFFER)]
    pages += [post(client, tanda=codes_of(SIGNS))]
    noted = {f"cek-{claim.kind}": "matches" for claim in check(SHOWS_NONE).claims}
    pages += [post(client, teks=SHOWS_NONE, **noted)]
    for page in pages:
        assert page.status_code == 200
        assert not VERDICT.search(said(page))


def test_a_noted_match_is_no_stamp_and_a_mismatch_no_verdict(client):
    first, second, *_rest = check(SHOWS_NONE).claims
    page = said(post(client, teks=SHOWS_NONE, **{f"cek-{first.kind}": "matches", f"cek-{second.kind}": "differs"}))
    assert "Ini bukan cap bahwa tawarannya boleh dipercaya" in page
    assert "Itu belum membuktikan siapa pun bersalah" in page


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Tempel dulu pesannya"),
        (f"{PLANTED} " * 2000, "terlalu panjang"),
        ("IMG-20261120-WA0007.jpg (file terlampir)", "hanya gambar"),
        ("<Media tidak disertakan>", "hanya gambar"),
    ],
)
def test_what_cannot_be_checked_says_why_and_is_kept_in_the_form(client, text, told):
    response = post(client, teks=text)
    assert response.status_code == 400
    assert told in said(response)
    assert text.strip().replace("<", "&lt;").replace(">", "&gt;") in said(response)


def test_what_is_ticked_counts_like_what_is_read(client):
    page = said(post(client, tanda=["VISA_NONKERJA", "DENDA_BATAL"], bukti=["VISA_KERJA"]))
    assert page.count('<li><p><span class="badge">') == 2
    assert 'name="cek-VISA_KERJA"' in page


def test_the_page_leaves_no_trace(client):
    response = post(client, teks=SHOWS_SIGNS)
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert PLANTED not in re.search("<title>.*</title>", said(response))[0]
    assert not re.findall(rf'(?:href|src|action)="[^"]*{PLANTED}', said(response))


def test_a_flood_waits_and_gets_its_words_back(client, monkeypatch):
    monkeypatch.setattr(checking, "_burst", 0)
    monkeypatch.setattr(checking, "_a_second", 0)
    checking.forget()
    response = post(client, teks=SHOWS_SIGNS)
    checking.forget()  # the emptied bucket must not refuse the tests after this one
    assert (response.status_code, PLANTED in said(response)) == (429, True)


@needs_pdftotext
def test_the_printed_list_speaks_no_verdict_and_holds_every_sentence(client):
    from pimpasa.foundation.printing.tests.reading import letters
    from pimpasa.offers.checklist import load_checklist

    printed = letters_of(client.get(reverse("offer-checklist")).content)
    assert all(letters(one.text) in printed for group in load_checklist() for one in group.items)
    assert not re.search("tidakaman|belumjelas|tampakprosedural", printed)
