"""The content of the check is itself checked: every example shows its sign, every counter-example does not."""

import shutil

import pytest

from pimpasa.foundation.content.library import load_library
from pimpasa.foundation.folders import shipped
from pimpasa.foundation.rules import ContentErrors
from pimpasa.offers.engine import read
from pimpasa.offers.outcome import outcome_of
from pimpasa.offers.patterns import PatternError, parse
from pimpasa.offers.reading import load_taxonomy, read_taxonomy


def test_every_example_shows_its_sign():
    unseen = [(kind.code, text) for kind in load_taxonomy().signs.values() for text in kind.shown.examples
              if not read(text).quotes(kind.shown)]  # fmt: skip
    assert not unseen


def test_no_counterexample_shows_its_sign():
    wrong = [(kind.code, text) for kind in load_taxonomy().signs.values() for text in kind.shown.counterexamples
             if read(text).quotes(kind.shown)]  # fmt: skip
    assert not wrong


def test_the_published_taxonomy_is_whole():
    weights = [kind.weight for kind in load_taxonomy().signs.values()]
    assert [weights.count(weight) for weight in ("critical", "high", "medium", "information")] == [11, 8, 9, 1]
    assert sum(kind.evidence for kind in load_taxonomy().claims.values()) == 9


@pytest.fixture
def content(tmp_path):
    shutil.copytree(shipped("content") / "offers", tmp_path / "offers")
    return tmp_path


def mistakes_in(content):
    library = load_library()
    facts = {f"kerja/{fact.id}": fact.period for fact in library.guides["kerja"].facts}
    with pytest.raises(ContentErrors) as caught:
        read_taxonomy(content, library.sources, facts, {line.id for line in library.helplines})
    return "\n".join(map(str, caught.value.errors))


def test_a_mistake_names_file_line_and_field(content):
    path = content / "offers" / "signs" / "4-information.yaml"
    text = path.read_text().replace("kemnaker-checklist-2022", "no-such-page").replace("@gratis", "@gratisan")
    path.write_text(text.replace("kerja/note-work-cost-minister", "kerja/no-such-fact"))
    told = mistakes_in(content)
    assert "offers/signs/4-information.yaml:5: source: sumber 'no-such-page' tidak ada" in told
    assert "leans_on: fakta panduan 'kerja/no-such-fact' tidak ada" in told
    assert "keluarga kata '@gratisan' tidak ada" in told


@pytest.mark.parametrize("line", ["@visa .. ", ".. @visa", "@visa ..99 @turis", "a <2> b <2> c", "Visa!"])
def test_a_pattern_that_cannot_be_read_is_refused(line):
    with pytest.raises(PatternError):
        parse(line)


@pytest.mark.parametrize(
    ("signs", "claims", "outcome"),
    [
        (["ANAK"], [], "tidak_aman"),
        (["CALO", "RAHASIA"], [], "tidak_aman"),
        (["CALO", "DESAKAN", "TANPA_SYARAT"], [], "tidak_aman"),
        (["CALO", "DESAKAN"], [], "belum_jelas"),
        (["DESAKAN", "TANPA_SYARAT", "KERJA_KABUR"], [], "belum_jelas"),
        (
            ["GRATIS_TOTAL"],
            ["P3MI_SIP", "DISNAKER", "VISA_KERJA", "KONTRAK_AWAL", "BIAYA_TERTULIS"],
            "tampak_prosedural",
        ),
        (["DESAKAN"], ["P3MI_SIP", "DISNAKER", "VISA_KERJA", "KONTRAK_AWAL", "BIAYA_TERTULIS"], "belum_jelas"),
        ([], ["P3MI_SIP"], "belum_jelas"),
    ],
)
def test_the_published_thresholds_decide(signs, claims, outcome):
    assert outcome_of(signs, claims) == outcome
