import pytest

from pimpasa.offers.recruiters.identifiers import MOST, identifiers_in


def values(text: str, kind: str) -> list[str]:
    return [one.value for one in identifiers_in(text) if one.kind == kind]


@pytest.mark.parametrize(
    "written",
    [
        "0812-3456-7890",
        "0812 3456 7890",
        "0812.3456.7890",
        "081234567890",
        "+62 812-3456-7890",
        "+62 (0)812 3456 7890",
        "6281234567890",
        "0062 812 3456 7890",
        "o812 34S6 7890".replace("S", "5"),
        "O8l2-3456-789O",
        "wa.me/6281234567890",
        "https://api.whatsapp.com/send?phone=6281234567890&text=halo",
        "WA 81234567890",
        "𝟎𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗𝟎",
        "0812\u200b3456\u200b7890",
    ],
)
def test_every_way_of_writing_a_number_is_the_same_number(written):
    assert values(f"Minat hub {written} ya kak", "phone") == ["+6281234567890"]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("+60 12-345 6789", "+60123456789"),
        ("+855 12 345 678", "+85512345678"),
        ("0060123456789", "+60123456789"),
        ("wa.me/60123456789", "+60123456789"),
        ("(021) 555-12345", "+622155512345"),
    ],
)
def test_foreign_and_fixed_numbers_keep_their_country(written, value):
    assert values(f"kontak {written}", "phone") == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Gaji 8.500.000 per bulan",
        "Rp 7.500.000,- bersih",
        "berangkat 12-08-2026",
        "usia 18 - 35 tahun",
        "jam 08.00-17.00",
    ],
)
def test_money_days_and_hours_are_no_numbers(text):
    assert identifiers_in(text) == ()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Transfer ke BCA 1234567890 a.n. Siti", "bca:1234567890"),
        ("rek BRI: 0012-01-012345-50-1", "bri:001201012345501"),
        ("Bank Mandiri no. rek 137 00 1234567 8", "mandiri:1370012345678"),
        ("norek 1234567890", "-:1234567890"),
        ("1234567890 (BNI)", "bni:1234567890"),
    ],
)
def test_an_account_is_its_bank_and_its_number(written, value):
    assert values(written, "account") == [value]


def test_an_electronic_purse_is_one_telephone_number():
    assert [one.kind for one in identifiers_in("DP via DANA rek 081234567890")] == ["phone"]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("cek IG: @Loker.LN", "loker.ln"),
        ("follow @loker_ln ya", "loker_ln"),
        ("https://www.instagram.com/loker.ln/", "loker.ln"),
        ("https://www.tiktok.com/@loker.ln?x=1", "loker.ln"),
        ("t.me/lokerln", "lokerln"),
        ("https://chat.whatsapp.com/AbCdEf123", "group:abcdef123"),
        ("https://facebook.com/profile.php?id=100012345", "100012345"),
        ("daftar di bit.ly/kerja-LN", "bit.ly/kerja-ln"),
        ("kirim ke Agen.LN@example.com", "agen.ln@example.com"),
    ],
)
def test_names_on_networks_are_folded(written, value):
    assert values(written, "social") == [value]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("dari PT. Maju Jaya Abadi, resmi", "maju jaya abadi"),
        ("PT MAJU JAYA ABADI membuka lowongan", "maju jaya abadi"),
        ("pt maju jaya abadi butuh 20 orang", "maju jaya abadi"),
        ("P3MI PT Maju Jaya Abadi (terdaftar)", "maju jaya abadi"),
    ],
)
def test_an_agency_is_known_by_its_name_without_its_form(written, value):
    assert values(written, "agency") == [value]


def test_the_numbers_of_helplines_are_nobodys():
    assert identifiers_in("lapor ke 0812-3456-7890", frozenset({"+6281234567890"})) == ()


def test_a_telephone_book_is_not_worked_through():
    assert len(identifiers_in(" ".join(f"08123456{number:04}" for number in range(100)))) == MOST
