"""A small made-up vocabulary: the tools of this folder know no subject."""

from pimpasa.foundation.search.ages import AgeWords
from pimpasa.foundation.search.concepts import Concepts, Denials
from pimpasa.foundation.search.finder import AgeIdeas, Blend, Calibration, Finder, LineReader
from pimpasa.foundation.search.patterns import parse_pattern
from pimpasa.foundation.search.reading import Reader
from pimpasa.foundation.search.spelling import Speller
from pimpasa.foundation.search.stemming import Stemmer

FORMS = {
    "hilang": ["hilang", "raib"],
    "payung": ["payung"],
    "sepeda": ["sepeda"],
    "rumah_sakit": ["rumah sakit"],
    "sakit": ["sakit"],
    "beli": ["beli", "harga .. berapa"],
    "hujan": ["payung terbuka"],
    "tua": [],
}


def make_reader(slang=None, local=None, exceptions=None):
    stemmer = Stemmer(exceptions or {})
    targets = ["hilang", "payung", "sepeda", "rumah", "sakit", "beli", "berapa"]
    speller = Speller(targets, stemmer.roots)
    return Reader(slang or {"ilang": "hilang"}, local or {"leungit": ("hilang",)}, stemmer, speller)


def make_concepts():
    denials = Denials(frozenset({"bukan"}), frozenset({"tidak"}), frozenset({"hilang"}))
    return Concepts(FORMS, denials, lasting=frozenset({"payung"}))


def make_line_reader():
    ages = AgeWords(frozenset({"umur"}), frozenset({"nenek"}), frozenset({"tahun", "th"}), frozenset({"bulan"}))
    return LineReader(make_reader(), make_concepts(), AgeIdeas(ages, (("tua", 61, 110),)), frozenset({"saya", "mau"}))


def make_finder():
    reader = make_line_reader()
    patterns = {"lost": [parse_pattern("hilang + payung - sepeda = 6")], "shop": [parse_pattern("beli = 4")]}
    examples = [("lost", "payung saya hilang"), ("lost", "payung raib di jalan"), ("shop", "mau beli sepeda")]
    indexed = [(label, reader.read(text).features) for label, text in examples]
    return Finder(reader, patterns, indexed, Blend(0.6, 7.0, 0.3), Calibration(-0.3, 0.7, 0.04), frozenset({"beli"}))
