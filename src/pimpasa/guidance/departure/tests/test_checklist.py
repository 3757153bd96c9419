import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from pimpasa.guidance.departure.checklist import checklist, chosen_scheme
from pimpasa.guidance.departure.facts import question

from .make import text_of

SCHEMES = [option.id for option in question("scheme").options]


def ids(scheme):
    found = checklist(chosen_scheme(scheme), localdate())
    return {fact.id for fact in (*found.papers, *found.steps, *found.copies)}


def test_without_a_scheme_the_page_asks_for_one(client):
    html = text_of(client.get(reverse("departure")))
    assert [name for name in SCHEMES if f'value="{name}"' not in html] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_each_scheme_has_a_list_with_sources_and_copies_for_the_family(client, scheme):
    html = text_of(client.get(reverse("departure"), {"jalur": scheme}))
    assert html.count('class="tick"') == len(ids(scheme)) > 4
    assert 'id="s1"' in html
    assert "doc-work-ready-copies" in ids(scheme)


def test_a_crew_takes_the_seamans_book_and_a_trainee_no_placement_agreement():
    assert "doc-work-ready-seaman-book" in ids("crew")
    assert "doc-work-ready-seaman-book" not in ids("p2p")
    assert "doc-work-ready-placement" not in ids("training")


def test_an_unknown_scheme_asks_again(client):
    response = client.get(reverse("departure"), {"jalur": "<b>"})
    assert response.status_code == 200
    assert "<b>" not in text_of(response)


def test_the_list_is_also_a_sheet(client):
    response = client.get(reverse("departure"), {"jalur": "crew", "bentuk": "pdf"})
    assert response.content.startswith(b"%PDF")
