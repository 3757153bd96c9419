"""A stranger checks a code: a real officer is told from an impostor, and nobody lists officers by guessing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pimpasa.accounts.actions import close_account
from pimpasa.fieldwork.register.actions.officers import renew_code, withdraw_officer
from pimpasa.fieldwork.register.checking import FREE_GUESSES, Verdict, check_code
from pimpasa.fieldwork.register.codes import ALPHABET, check_character, grouped, is_well_formed, new_code
from pimpasa.fieldwork.register.models import CodeGuesses, Decree
from pimpasa.fieldwork.register.tests.make import make_assignment, make_assisted_village, make_officer, photo

pytestmark = pytest.mark.django_db


def guess(start: str) -> str:
    """A well-formed code that nobody has, beginning so."""
    body = start + "2" * (7 - len(start))
    return body + check_character(body)


def test_codes_are_eight_plain_characters_that_show_a_slip():
    for _time in range(200):
        code = new_code()
        assert is_well_formed(code)
        wrong = ALPHABET[(ALPHABET.index(code[3]) + 1) % len(ALPHABET)]
        assert not is_well_formed(code[:3] + wrong + code[4:])
        exchanged = code[:2] + code[3] + code[2] + code[4:]
        assert exchanged == code or not is_well_formed(exchanged)


def test_a_real_officer_is_told_with_villages_however_the_code_is_typed():
    officer = make_officer()
    make_assignment(officer, make_assisted_village())
    answer = check_code(grouped(officer.short_code).lower().replace("-", " - "))
    assert (answer.verdict, answer.officer) == (Verdict.VALID, officer)
    assert answer.villages == ("Wilayah 33.01.01.2001, Wilayah 33.01.01, Wilayah 33.01",)


def test_who_was_never_inaugurated_is_not_valid():
    assert check_code(make_officer(inaugurated=False).short_code).verdict == Verdict.NOT_VALID


def test_who_left_is_not_valid_from_the_next_day():
    officer = make_officer()
    today = timezone.localdate()
    left = withdraw_officer(officer, version=None, last_day=today, reason="Mutasi", by=None)
    assert check_code(officer.short_code).verdict == Verdict.VALID
    left.withdrawn_on = today - timedelta(days=1)
    left.save()
    assert check_code(officer.short_code).verdict == Verdict.NOT_VALID


def test_a_closed_account_or_an_ended_decree_is_not_valid():
    first, second = make_officer("satu"), make_officer("dua", office="kanim-y")
    close_account(first.user)
    Decree.objects.filter(office="kanim-y").update(ends_on=timezone.localdate() - timedelta(days=1))
    assert check_code(first.short_code).verdict == check_code(second.short_code).verdict == Verdict.NOT_VALID


def test_a_demonstration_is_only_ever_a_demonstration():
    assert check_code(make_officer(is_demonstration=True).short_code).verdict == Verdict.DEMONSTRATION


def test_a_lost_badge_no_longer_checks_after_the_code_is_renewed():
    officer = make_officer()
    renewed = renew_code(officer, version=None, by=None)
    assert check_code(officer.short_code).verdict == Verdict.UNKNOWN
    assert check_code(renewed.short_code).verdict == Verdict.VALID


def test_a_slip_of_the_finger_counts_for_nothing():
    assert check_code("ABCDEFG0").verdict == check_code("").verdict == Verdict.MISTYPED
    assert not CodeGuesses.objects.exists()


def test_who_guesses_soon_waits_and_others_do_not():
    for _time in range(FREE_GUESSES):
        assert check_code(guess("AB")).verdict == Verdict.UNKNOWN
    assert check_code(guess("AB")).verdict == Verdict.WAIT
    assert check_code(guess("AC")).verdict == Verdict.UNKNOWN
    CodeGuesses.objects.update(since=timezone.now() - timedelta(hours=2))
    assert check_code(guess("AB")).verdict == Verdict.UNKNOWN


def test_checking_a_right_code_again_and_again_never_makes_anyone_wait():
    officer = make_officer()
    for _time in range(FREE_GUESSES + 5):
        assert check_code(officer.short_code).verdict == Verdict.VALID


def test_the_page_shows_name_office_and_photo_but_no_service_number_or_address(client):
    officer = make_officer(photo=photo())
    page = client.post(reverse("officer-check"), {"kode": officer.short_code}).content.decode()
    assert officer.printed_name in page
    assert "data:image/jpeg;base64," in page
    assert officer.user.username not in page


def test_the_page_answers_every_kind_of_input_plainly(client):
    address = reverse("officer-check")
    for typed in ("", "<script>", "x" * 5000, "\x00", "🦆" * 8, guess("ZZ")):
        assert client.post(address, {"kode": typed}).status_code == 200
    for _time in range(FREE_GUESSES):
        answer = client.post(address, {"kode": guess("ZZ")})
    assert answer.status_code == 429
