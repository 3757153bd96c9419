import random
import string
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from pimpasa.consultations.receipts.making import WeakSecretError, fingerprint_of, make_receipt, new_secret
from pimpasa.consultations.receipts.models import Receipt
from pimpasa.consultations.receipts.opening import opened_by
from pimpasa.consultations.receipts.words import LENGTH, NO_WORD, as_meant, meant, word_list
from pimpasa.consultations.tests.make import make_asked


def slips(word: str) -> set[str]:
    """Every way to mistype one letter: another, one more, one less, two swapped."""
    letters, ends = string.ascii_lowercase, range(len(word) + 1)
    changed = {word[:i] + letter + word[i + 1 :] for i in range(len(word)) for letter in letters}
    more = {word[:i] + letter + word[i:] for i in ends for letter in letters}
    less = {word[:i] + word[i + 1 :] for i in range(len(word))}
    swapped = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    return (changed | more | less | swapped) - {word}


def test_the_list_has_2048_words_of_four_to_eight_letters():
    words = word_list()
    assert len(set(words)) == len(words) == 2048
    assert all(word.isascii() and word.islower() and word.isalpha() and 4 <= len(word) <= 8 for word in words)


def test_any_two_words_are_three_changes_apart():
    """Counted as Levenshtein does, and with a swap of neighbours as one change."""
    for scorer in (Levenshtein.distance, OSA.distance):
        near = {word: process.extract(word, word_list(), scorer=scorer, score_cutoff=2) for word in word_list()}
        assert [word for word, found in near.items() if len(found) > 1] == []


def test_no_way_to_mistype_a_word_is_also_one_of_another():
    """All of them, some 790,000."""
    owners = Counter(slip for word in word_list() for slip in {*slips(word), word})
    assert len(owners) > 700_000
    assert max(owners.values()) == 1


def test_a_mistyped_word_is_still_meant():
    dice = random.Random(5)
    for word in dice.sample(word_list(), 50):
        assert {meant(slip) for slip in slips(word)} == {word}


@pytest.mark.django_db
def test_one_word_mistyped_the_thread_is_still_found():
    asked, dice = make_asked(), random.Random(7)
    words = asked.receipt.split()
    for place in range(LENGTH):
        slip = dice.choice(sorted(slips(words[place])))
        typed = " ".join([*words[:place], slip, *words[place + 1 :]])
        assert opened_by(typed) == asked.consultation


@pytest.mark.django_db
@pytest.mark.parametrize("change", [str.upper, str.title, lambda t: t.replace(" ", "-"), lambda t: f"  {t}\n"])
def test_capitals_spaces_and_dashes_do_not_count(change):
    asked = make_asked()
    assert opened_by(change(asked.receipt)) == asked.consultation


@pytest.mark.django_db
def test_numbered_lines_as_copied_from_paper_do():
    asked = make_asked()
    assert opened_by("\n".join(f"{n}. {w}" for n, w in enumerate(asked.receipt.split(), 1))) == asked.consultation


@pytest.mark.django_db
def test_order_counts():
    asked = make_asked()
    words = asked.receipt.split()
    assert opened_by(" ".join([*words[1:], words[0]])) is None or len(set(words)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "- - - - -", "a", "satu dua tiga", "\0" * 50, "kata " * 5000, "é ü ñ ß ø"])
def test_nonsense_opens_nothing(typed):
    make_asked()
    assert opened_by(typed) is None


def test_a_receipt_needs_a_secret():
    with pytest.raises(WeakSecretError):
        make_receipt("kunci", "pendek", Receipt.PURPOSE)


def test_receipts_use_all_words_evenly():
    counts = Counter(word for number in range(4000) for word in make_receipt(str(number), new_secret(), "uji").split())
    # 20,000 draws from 2,048: about ten of each.
    assert len(counts) > 2030
    assert max(counts.values()) < 30


def test_no_word_of_the_list_is_met_by_what_is_no_word():
    assert NO_WORD not in word_list()
    assert as_meant("xxxxxxxx bukankata") == (NO_WORD,) * LENGTH


def test_the_database_holds_neither_words_nor_an_unkeyed_hash(db):
    asked = make_asked()
    kept = bytes(Receipt.objects.get().fingerprint)
    assert len(kept) == 32
    assert kept == fingerprint_of(asked.receipt, Receipt.PURPOSE) != fingerprint_of(asked.receipt, "lain")


def test_wrong_and_unknown_take_the_same_steps(db):
    """Both ask the database the same one question, with a fingerprint of the same length."""
    make_asked()
    dice = random.Random(3)
    unknown = " ".join(dice.choices(word_list(), k=5))
    kinds = {}
    for name, typed in {"unknown": unknown, "wrong": "qqq " * 5, "short": "ayam", "empty": ""}.items():
        with CaptureQueriesContext(connection) as asked:
            assert opened_by(typed) is None
        kinds[name] = [query["sql"].split("WHERE")[0] for query in asked.captured_queries]
    assert len(kinds["unknown"]) == 1
    assert all(kind == kinds["unknown"] for kind in kinds.values())


def test_pairs_of_wrong_and_unknown_give_the_same_answer(db):
    """`make bench` compares the time of 10,000 pairs; here it is the answer."""
    make_asked()
    dice, words = random.Random(11), word_list()
    for _ in range(200):
        unknown = " ".join(dice.choices(words, k=5))
        wrong = " ".join("".join(dice.choices("qxzj", k=7)) for _ in range(5))
        assert opened_by(unknown) is opened_by(wrong) is None


def test_guessing_gains_next_to_nothing():
    """The working stands in docs/receipts.md."""
    receipts = len(word_list()) ** LENGTH
    assert receipts == 2**55
    assert 1_000_000 / receipts < 1e-9
    assert 1_000_000 * 1_000_000 / receipts < 1e-4
