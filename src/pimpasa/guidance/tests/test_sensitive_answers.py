"""A sensitive answer travels by POST and enters no address on any page."""

import pytest

from .make import ADULT, CHILD
from .pages import answer, follow, send, visit

pytestmark = pytest.mark.django_db


def reach(client, question):
    page = visit(client)
    while page.question != question:
        page = answer(client, page, CHILD[page.question])
    return page


def test_the_sensitive_question_is_sent_by_post(client):
    assert reach(client, "parents").form_with("ditanya").method == "post"


def test_questions_before_it_are_sent_by_get(client):
    assert visit(client).form_with("ditanya").method == "get"


def answered(client):
    return follow(client, visit(client), CHILD)


def test_its_answer_enters_no_address_on_the_page(client):
    page = answered(client)
    assert page.status == 200
    assert [address for address in page.addresses if "parents" in address or "together" in address] == []


def test_every_form_of_the_guide_goes_on_by_post(client):
    forms = [form for form in answered(client).forms if form.action.startswith("/panduan/")]
    assert forms
    assert {form.method for form in forms if form.holds("parents") or "parents" in str(form.hidden)} == {"post"}


def test_a_family_with_such_a_child_stays_hidden(client):
    page = answered(client)
    start = next(form for form in page.forms if "orang" in dict(form.hidden) and not form.holds("place"))
    page = follow(client, send(client, start), ADULT)
    assert "Biaya bersama" in page.text
    assert [address for address in page.addresses if "parents" in address] == []


def test_changing_another_answer_keeps_it_hidden(client):
    page = send(client, answered(client).form_with("ubah"), ("ubah", "purpose"))
    assert page.form_with("ditanya").method == "post"
    assert [address for address in page.addresses if "parents" in address] == []


def test_one_forged_into_an_address_is_not_repeated_in_another(client):
    page = visit(client, place="indonesia", parents="together")
    assert [address for address in page.addresses if "parents" in address] == []


def test_asking_by_post_needs_no_cookie(client):
    page = answered(client)
    assert page.response.cookies == {}
