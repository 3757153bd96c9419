import pytest

from .make import make_reader


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ilang", "hilang"),
        ("kehilangan", "hilang"),
        ("leungit", "hilang"),
        ("sepedda", "sepeda"),
        ("pyng", "payung"),
        ("payungnya", "payung"),
        ("payuuung", "payung"),
        ("sepeda-sepeda", "sepeda"),
    ],
)
def test_slang_stems_local_words_and_typing_errors_reach_the_word_meant(typed, meant):
    (word,) = make_reader().read(typed)
    assert meant in word.readings


def test_exceptions_keep_what_the_grammar_would_spoil():
    plain, kept = make_reader(), make_reader(exceptions={"perpanjangan": "perpanjang"})
    assert "panjang" in plain.readings("perpanjangan")[0]
    assert "panjang" not in kept.readings("perpanjangan")[0]


def test_a_right_word_is_not_corrected_to_a_similar_one():
    assert "payung" not in make_reader().readings("patung")[0]


def test_words_remember_where_they_stand():
    line = "Payung, ILANG!"
    assert [line[word.start : word.end] for word in make_reader().read(line)] == ["Payung", "ILANG"]
