import pytest

from pimpasa.foundation.search.patterns import PatternError, parse_pattern

from .make import make_concepts, make_finder, make_line_reader, make_reader


def ideas(text):
    return make_line_reader().read(text).ideas


def test_a_phrase_hides_the_shorter_idea_inside_it():
    assert ideas("di rumah sakit") == {"rumah_sakit"}


def test_a_lasting_idea_counts_inside_a_longer_phrase():
    assert ideas("payung terbuka") == {"hujan", "payung"}


def test_a_gap_spans_a_few_words_and_no_more():
    assert "beli" in ideas("harga payung itu berapa")
    assert "beli" not in ideas("harga payung itu di pasar lama berapa")


@pytest.mark.parametrize("text", ["bukan hilang", "bukan payung hilang", "tidak hilang"])
def test_denied_idea_is_not_taken_as_said(text):
    assert "!hilang" in ideas(text)
    assert "hilang" not in ideas(text)


@pytest.mark.parametrize("text", ["nenek 74 th", "umur 74", "umur 74 tahun"])
def test_age_becomes_an_idea(text):
    assert "tua" in ideas(text)


@pytest.mark.parametrize("text", ["10 tahun", "74 tahun", "umur 999", "nenek 74 payung"])
def test_number_alone_is_no_age(text):
    assert "tua" not in ideas(text)


def test_pattern_needs_all_and_none():
    pattern = parse_pattern("hilang + payung - sepeda = 6")
    assert pattern.holds(frozenset({"hilang", "payung"}))
    assert not pattern.holds(frozenset({"hilang", "payung", "sepeda"}))
    assert not pattern.holds(frozenset({"hilang"}))


@pytest.mark.parametrize("line", ["hilang", "= 3", "hilang = banyak", "- hilang = 2"])
def test_unreadable_pattern_says_so(line):
    with pytest.raises(PatternError):
        parse_pattern(line)


def test_finder_prefers_the_label_whose_pattern_and_examples_agree():
    finder = make_finder()
    best, second = finder.guesses(finder.read("payungku ilang kemarin"))
    assert best.label == "lost"
    assert best.confidence > 0.9
    assert second.score < best.score


def test_line_with_only_minor_ideas_is_never_confident():
    finder = make_finder()
    assert finder.guesses(finder.read("mau beli"))[0].confidence <= 0.4


def test_same_line_gives_the_same_guesses():
    text = "sepeda saya raib"
    assert make_finder().guesses(make_line_reader().read(text)) == make_finder().guesses(make_line_reader().read(text))


def test_found_ideas_stand_in_reading_order():
    words = make_reader().read("sakit payung hilang")
    assert [found.idea for found in make_concepts().find(words)] == ["sakit", "payung", "hilang"]
