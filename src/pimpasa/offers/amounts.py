"""Numbers as people write them: 25jt, 25 juta, Rp 7.500.000, RM1.700, NT$ 29.500, dua juta, telung puluh juta."""

import re
from collections.abc import Mapping
from dataclasses import replace

from .tokens import Token, joined

MONEY, NUMBER, TEENAGE, PHONE = "#uang", "#angka", "#umur_anak", "#telepon"
_NUMBER = re.compile(r"^(?P<currency>[a-z]{1,4})?(?P<digits>\d[\d.,]*)(?P<unit>[a-z]{1,6})?$")
_UNITS = {
    "jt": 1e6, "jta": 1e6, "juta": 1e6, "jeti": 1e6, "jetong": 1e6, "yuta": 1e6, "jutaan": 1e6, "jtan": 1e6,
    "rb": 1e3, "rebu": 1e3, "ribu": 1e3, "k": 1e3, "ewu": 1e3, "ebu": 1e3, "rbu": 1e3, "rban": 1e3, "ribuan": 1e3,
    "miliar": 1e9, "milyar": 1e9,
}  # fmt: skip
_CURRENCIES = {
    "rp": "IDR", "idr": "IDR", "rupiah": "IDR", "perak": "IDR", "rm": "MYR", "myr": "MYR", "ringgit": "MYR",
    "nt": "TWD", "ntd": "TWD", "twd": "TWD", "hk": "HKD", "hkd": "HKD", "sgd": "SGD", "usd": "USD", "us": "USD",
    "dolar": "USD", "dollar": "USD", "dolr": "USD", "euro": "EUR", "eur": "EUR", "aed": "AED", "dirham": "AED",
    "sar": "SAR", "riyal": "SAR", "real": "SAR", "reyal": "SAR", "rial": "SAR", "yen": "JPY", "jpy": "JPY",
    "won": "KRW", "krw": "KRW", "bnd": "BND", "baht": "THB", "aud": "AUD", "cad": "CAD", "nzd": "NZD", "kwd": "KWD",
    "dinar": "KWD", "peso": "PHP", "zloty": "PLN", "pln": "PLN", "gbp": "GBP", "cny": "CNY", "rmb": "CNY",
    "yuan": "CNY",
}  # fmt: skip
_ONES: Mapping[str, int] = {
    word: value
    for value, words in enumerate(
        (
            "se sa", "satu siji setunggal hiji settong setong sa", "dua loro rong kalih duwa dhuwa duo due",
            "tiga telu telung tilu tello telo tigo", "empat papat patang opat empa ampat", "lima limang lema limo",
            "enam enem nem genep ennem anam", "tujuh pitu pitung petto tuju", "delapan wolu wolung dalapan ballu lapan",
            "sembilan sanga sangang salapan sangang songo",
        )
    )
    for word in words.split()
    if value
}  # fmt: skip
_WHOLE = {
    "sepuluh": 10, "sapuluh": 10, "sedasa": 10, "sapolo": 10, "seratus": 100, "satus": 100, "saratus": 100,
    "sejuta": 1e6, "sajuta": 1e6, "seribu": 1e3, "sewu": 1e3, "sarebu": 1e3, "saebu": 1e3,
}  # fmt: skip
_TENS = {"puluh": 10, "polo": 10, "belas": 10, "ratus": 100, "atus": 100, "welas": 10}
YOUNGEST_NAMED, ADULT = 10, 18
SHORTEST_PHONE = 9


def with_amounts(tokens: list[Token]) -> list[Token]:
    """The same words, with numbers and the words that belong to them as one."""
    done: list[Token] = []
    at = 0
    while at < len(tokens):
        token, used = _amount_at(tokens, at)
        done.append(token)
        at += used
    return done


def _amount_at(tokens: list[Token], at: int) -> tuple[Token, int]:
    token = tokens[at]
    named = token.form.rstrip("$")
    if named in _CURRENCIES and at + 1 < len(tokens) and tokens[at + 1].form[0].isdigit():
        number, used = _number_at(tokens, at + 1, _CURRENCIES[named])
        return (replace(number, start=token.start, before=token.before), used + 1) if used else (token, 1)
    if token.form[:1].isdigit() or _NUMBER.match(token.form):
        number, used = _number_at(tokens, at, "")
        return (number, used) if used else (token, 1)
    if token.form in _ONES or token.form in _WHOLE:
        return _spoken(tokens, at)
    return token, 1


def _number_at(tokens: list[Token], at: int, currency: str) -> tuple[Token, int]:
    token = tokens[at]
    found = _NUMBER.match(token.form)
    if not found or (found["currency"] and found["currency"] not in _CURRENCIES):
        return token, 0
    currency = currency or _CURRENCIES.get(found["currency"] or "", "")
    value, used, unit = _value(found["digits"], found["unit"]), 1, found["unit"] or ""
    factor = _UNITS.get(unit, 0)
    after = tokens[at + used] if at + used < len(tokens) else None
    if after and not factor and after.form in _UNITS:
        factor, used = _UNITS[after.form], used + 1
    elif after and after.before.strip() in ("-", "\u2013", "s/d") and after.form[0].isdigit() and not currency:
        # The end of a range carries the unit: 15-18jt.
        higher, more = _number_at(tokens, at + used, currency)
        if more and MONEY in higher.readings:
            whole = joined([token, higher], higher.form)
            return replace(whole, readings=higher.readings, amount=higher.amount, currency=higher.currency), used + more
    after = tokens[at + used] if at + used < len(tokens) else None
    if after and not currency and after.form in _CURRENCIES and after.form not in ("us", "hk", "nt"):
        currency, used = _CURRENCIES[after.form], used + 1
    return _number(tokens[at : at + used], value * (factor or 1), currency, bool(factor), found["digits"], unit), used


def _number(parts: list[Token], value: float, currency: str, in_units: bool, digits: str, unit: str) -> Token:
    whole = joined(parts, parts[0].form)
    bare = digits.replace(".", "").replace(",", "")
    is_money = bool(currency) or (in_units and unit != "k") or (value >= 100_000 and bare != digits)
    readings = {NUMBER}
    if is_money:
        readings.add(MONEY)
        currency = currency or "IDR"
    elif YOUNGEST_NAMED <= value < ADULT and bare == digits:
        readings.add(TEENAGE)
    if bare == digits and len(bare) >= SHORTEST_PHONE:
        readings = {PHONE}
    return replace(whole, readings=frozenset(readings), amount=value if is_money else 0.0, currency=currency)


def _value(digits: str, unit: str | None) -> float:
    whole = digits.strip(".,")
    if unit and unit in _UNITS and re.fullmatch(r"\d+[.,]\d{1,2}", whole):
        return float(whole.replace(",", "."))
    bare = whole.replace(".", "").replace(",", "")
    return float(bare[:15] or 0)


def _spoken(tokens: list[Token], at: int) -> tuple[Token, int]:
    """Only sums of money are read from words: `dua` alone is a word like any other."""
    value, used = float(_WHOLE.get(tokens[at].form, _ONES.get(tokens[at].form, 0))), 1
    if tokens[at].form in _WHOLE and value >= 1e6:
        return replace(tokens[at], readings=frozenset({MONEY}), amount=value, currency="IDR"), 1
    while at + used < len(tokens) and used < 4:
        form = tokens[at + used].form
        if form in _TENS:
            value = value + 10 if form in ("belas", "welas") else value * _TENS[form]
        elif form in _ONES:
            value += _ONES[form]
        elif form in _UNITS and form != "k":
            return _spoken_money(tokens, at, used + 1, value * _UNITS[form])
        else:
            break
        used += 1
    if value >= 1e3 and at + used < len(tokens) and tokens[at + used].form in _CURRENCIES:
        return _spoken_money(tokens, at, used, value)
    return tokens[at], 1


def _spoken_money(tokens: list[Token], at: int, used: int, value: float) -> tuple[Token, int]:
    currency = "IDR"
    if at + used < len(tokens) and tokens[at + used].form in _CURRENCIES:
        currency, used = _CURRENCIES[tokens[at + used].form], used + 1
    whole = joined(tokens[at : at + used], tokens[at].form)
    return replace(whole, readings=frozenset({MONEY}), amount=value, currency=currency), used
