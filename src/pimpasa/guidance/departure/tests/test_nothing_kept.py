"""The promise of these pages: no row, no cookie, no line of a log, no cache and no address holds what was typed."""

import logging

import pytest
from django.urls import reverse

from .make import CARD, LETTERS, NIK, send_card, send_letter

WORDS = [*CARD.values(), *(word for letter in LETTERS.values() for word in letter.values()), NIK]
SENT = {
    "card-screen": lambda client: send_card(client, bentuk="layar"),
    "card-pdf": lambda client: send_card(client, bentuk="pdf"),
    "card-error": lambda client: send_card(client, family_phone="nomor rumah"),
    "letter-screen": lambda client: send_letter(client, bentuk="layar"),
    "letter-pdf": lambda client: send_letter(client, bentuk="pdf"),
    "letter-error": lambda client: send_letter(client, worker_name=f"Rumiyatun {NIK}"),
    "contract": lambda client: client.post(reverse("contract-aid"), {"contract-pay": "tidak"}),
    "contract-error": lambda client: client.post(reverse("contract-aid"), {}),
}


@pytest.fixture(params=SENT.values(), ids=SENT)
def send(request):
    return request.param


def test_no_query_reaches_the_database(client, db, django_assert_num_queries, send):
    with django_assert_num_queries(0):
        send(client)


def test_no_cookie_and_no_cached_copy(client, send):
    response = send(client)
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"


def test_no_log_line_holds_what_was_typed(client, caplog, send):
    with caplog.at_level(logging.DEBUG):
        send(client)
    assert [word for word in WORDS if len(word) > 5 and word in caplog.text] == []


def test_nobody_is_sent_on_to_an_address_with_typed_words(client, send):
    assert "Location" not in send(client)


@pytest.mark.parametrize("page", ["contract-aid", "departure-card", "village-letter"])
def test_every_form_travels_by_post(client, page):
    html = client.get(reverse(page), {"jenis": "izin"}).content.decode()
    forms = html.count("<form")
    assert forms
    assert html.count('<form method="post"') == forms
    assert "csrfmiddlewaretoken" not in html


def test_the_file_is_named_after_the_page_and_not_the_person(client):
    assert send_letter(client, bentuk="pdf")["Content-Disposition"] == 'inline; filename="village-letter.pdf"'
