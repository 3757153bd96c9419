"""What the check says about a text: quotes are exact, refusals and warnings are no signs, disguises do not hide one."""

import time
from datetime import date

import pytest

from pimpasa.offers.check import LONGEST, TextTooLongError, check

HIDDEN = [
    "v i s a  t u r i s dulu, kerja di Dubai",
    "V.I.S.A T.U.R.I.S dulu, kerja di Dubai",
    "vi sa tu ris dulu, kerja di Dubai",
    "visaturis dulu, kerja di Dubai",
    "v1s4 tur1$ dulu, kerja di Dubai",
    "v\u0456s\u0430 turis dulu, kerja di Dubai",
    "vi\u200bsa tu\u200bris dulu, kerja di Dubai",
    "\U0001d42f\U0001d422\U0001d42c\U0001d41a \U0001d42d\U0001d42e\U0001d42b\U0001d422\U0001d42c, kerja di Dubai",
    "VISA\nTURIS\nkerja di Dubai",
    "viiisaaa turiiis dulu, kerja di Dubai",
    "v*i*s*a t*u*r*i*s dulu, kerja di Dubai",
    "visa trs dl, krj d Dubai",
]


def codes(text):
    return {sign.code for sign in check(text).signs}


@pytest.mark.parametrize("text", HIDDEN)
def test_a_disguise_hides_no_critical_sign(text):
    assert "VISA_NONKERJA" in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lowongan kerja Taiwan, bukan visa turis ya, gaji NT$ 28.000",
        "Lowongan kerja Taiwan. Awas, jangan mau berangkat dengan visa turis, visa kunjungan, atau visa umrah!",
        "Lowongan kerja Taiwan, kami tidak pernah memakai visa turis",
        "Lowongan kerja Taiwan, visa turis dilarang",
        "Apa bedanya visa kerja dengan visa turis? Saya mau kerja tahun depan",
    ],
)
def test_a_refusal_or_a_warning_is_no_sign(text):
    assert "VISA_NONKERJA" not in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Awas kehabisan! Kerja di Kamboja, visa turis dulu, gaji 15jt",
        "Jangan takut, kerja di Dubai visa turis dulu aman kok",
        "Mau nggak kerja di Dubai pakai visa turis dulu?",
        "Hati-hati penipuan ya. Kalau lewat saya kerja di Dubai pakai visa turis dulu, gaji 10jt",
    ],
)
def test_a_recruiter_who_warns_or_comforts_is_not_excused(text):
    assert "VISA_NONKERJA" in codes(text)


def test_quotes_are_the_exact_words_of_the_text():
    text = "Gan \U0001f525 kerja di K\u0430mboja, V\u200bISA \U0001f525 turis dulu; KTP asli *dipegang* bos"
    for sign in check(text).signs:
        for quote in sign.quotes:
            assert text[quote.start : quote.end] == quote.words


def test_a_warning_is_no_offer_and_has_no_outcome_of_danger():
    found = check("Waspada! Polisi mengungkap sindikat: korban dijanjikan kerja di Kamboja, paspor ditahan.")
    assert (found.is_offer, found.signs, found.outcome) == (False, (), "belum_jelas")
    assert not found.may_be_shared


def test_claims_are_told_where_to_verify_and_are_never_verified_here():
    found = check("Lowongan Taiwan, PT Contoh izin SIP3MI, daftar di Disnaker, hubungi 081200000000")
    claims = {claim.kind: claim for claim in found.claims}
    assert {"P3MI_SIP", "DISNAKER", "NOMOR_TELEPON"} <= claims.keys()
    assert all(claim.state == "not_checked" and claim.where for claim in found.claims)
    assert "kerja/place-work-verify-p3mi" in claims["P3MI_SIP"].leans_on


def test_only_statements_in_force_that_day_are_named():
    text = "Loker Kamboja, admin, gaji 15jt"
    named = {day: check(text, on=day).signs[0].leans_on for day in (date(2025, 11, 1), date(2024, 1, 1))}
    assert "kerja/note-work-status-cambodia" in named[date(2025, 11, 1)]
    assert "kerja/note-work-status-cambodia" not in named[date(2024, 1, 1)]


def test_danger_puts_help_first():
    found = check("Umur 16 tidak apa-apa, ikut kerja di Malaysia sama om")
    assert found.danger
    assert found.next_steps[0].helplines[0] == "police"


def test_three_questions_and_what_is_missing():
    found = check("Loker Penang operator kilang, gaji RM1.700, minat japri")
    assert len(found.questions) == 3
    assert {"NAMA_IZIN", "JENIS_VISA", "KONTRAK", "BIAYA"} <= {one.code for one in found.missing}


def test_the_same_text_gives_the_same_answer():
    text = "Loker admin di Kamboja gaji 15jt, visa turis dulu"
    assert check(text) == check(text)


def test_too_long_a_text_is_refused():
    with pytest.raises(TextTooLongError):
        check("a" * (LONGEST + 1))


@pytest.mark.parametrize(
    "part", ["visa turis ", "v i s a ", "jangan bilang ", "\U0001f1f0\U0001f1ed", "v.i.s.a.", "12 13jt - "]
)
def test_a_hostile_text_takes_no_long_time(part):
    text = (part * LONGEST)[:LONGEST]
    check("")
    before = time.process_time()
    check(text)
    assert time.process_time() - before < 1.5
