"""Every interface text has its English: the catalogue is complete, and no text stands outside it.

Indonesian is the source. After adding a text run `make messages`, write its English, and run it again.
"""

import ast
import gettext
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from django.template.base import NodeList
from django.template.library import SimpleBlockNode
from django.template.loader import get_template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils import translation

SOURCES = Path(__file__).parent.parent / "src" / "pimpasa"
CATALOGUE = SOURCES / "locale" / "en" / "LC_MESSAGES" / "django.po"
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}|</?\w+>")
GIVEN = re.compile(r'\b_\("([^"]+)"\)')
# Names that are the same in every language.
NAMES = {"Pimpasa", "English", "Indonesia"}
# Shown when nothing works any more: it asks nothing of the program and speaks both languages itself.
BILINGUAL = {"500.html"}


class Entry(NamedTuple):
    key: str
    plural: str
    texts: tuple[str, ...]
    fuzzy: bool


def read_catalogue() -> list[Entry]:
    """The entries of the .po file but its header, with contexts in their keys as gettext writes them."""
    blocks = CATALOGUE.read_text(encoding="utf-8").strip().split("\n\n")
    return [read_entry(block.splitlines()) for block in blocks[1:]]


def read_entry(lines: list[str]) -> Entry:
    parts: dict[str, str] = {}
    name = ""
    for line in lines:
        if line.startswith("#"):
            assert not line.startswith("#~"), f"a text that is gone: {line}"
            continue
        if not line.startswith('"'):
            name, _space, line = line.partition(" ")
        parts[name] = parts.get(name, "") + ast.literal_eval(line)
    texts = tuple(text for name, text in parts.items() if name.startswith("msgstr"))
    key = f"{parts['msgctxt']}\x04{parts['msgid']}" if "msgctxt" in parts else parts["msgid"]
    is_fuzzy = any(line.startswith("#,") and "fuzzy" in line for line in lines)
    return Entry(key, parts.get("msgid_plural", ""), texts, is_fuzzy)


@cache
def known() -> dict[str, Entry]:
    return {entry.key: entry for entry in read_catalogue()}


def source_files(ending: str) -> list[Path]:
    found = (path for path in SOURCES.rglob(f"*{ending}") if not {"tests", "migrations", "shipped"} & set(path.parts))
    return sorted(found)


def texts_in_python() -> Iterator[tuple[str, str]]:
    """Where each text stands, and the text."""
    for path in source_files(".py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
                first = node.args[0]
                place = f"{path.relative_to(SOURCES)}:{node.lineno}"
                assert isinstance(first, ast.Constant), f"{place}: only a text written out can be translated"
                yield place, first.value


def texts_in_templates() -> Iterator[tuple[str, str]]:
    """The texts as the templates will look them up."""
    for path in source_files(".html"):
        template = get_template(str(path).rpartition("/templates/")[2]).template
        for node in translated_in(template.nodelist):
            context = f"{node.message_context.var}\x04" if node.message_context else ""
            yield f"{path.relative_to(SOURCES)}:{node.token.lineno}", context + message_of(node)
        # Given to a tag or a filter: {% table _("Daftar orang") %}.
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield from ((f"{path.relative_to(SOURCES)}:{number}", text) for text in GIVEN.findall(line))


def translated_in(nodes: NodeList) -> Iterator[TranslateNode | BlockTranslateNode]:
    for kind in (TranslateNode, BlockTranslateNode):
        yield from nodes.get_nodes_by_type(kind)
    # Django does not look into the blocks of simple tags by itself.
    for block in nodes.get_nodes_by_type(SimpleBlockNode):
        yield from translated_in(block.nodelist)


def message_of(node: TranslateNode | BlockTranslateNode) -> str:
    if isinstance(node, BlockTranslateNode):
        return node.render_token_list(node.singular)[0]
    return node.filter_expression.var.literal


def test_every_text_in_python_has_its_english():
    missing = [f"{place}: {text}" for place, text in texts_in_python() if text not in known()]
    assert missing == []


def test_every_text_in_a_template_has_its_english():
    missing = [f"{place}: {text}" for place, text in texts_in_templates() if text not in known()]
    assert missing == []


def test_the_sources_are_really_read():
    assert len(set(texts_in_python())) > 100
    assert len(set(texts_in_templates())) > 250


def test_no_english_is_empty_or_a_guess():
    assert [entry.key for entry in known().values() if entry.fuzzy or not all(entry.texts)] == []


def test_no_text_of_the_catalogue_is_unused():
    used = {text for _place, text in (*texts_in_python(), *texts_in_templates())}
    assert sorted(known().keys() - used) == []


def test_the_english_fills_the_same_places():
    wrong = [
        (entry.key, text)
        for entry in known().values()
        for text in entry.texts
        if Counter(PLACEHOLDER.findall(text)) != Counter(PLACEHOLDER.findall(entry.key))
    ]
    assert wrong == []


def test_indonesian_says_one_and_many_alike():
    """Indonesian has no catalogue of its own, so both forms must already be right."""
    plurals = [entry for entry in known().values() if entry.plural]
    assert plurals
    assert [entry.key for entry in plurals if entry.plural != entry.key] == []


def test_the_compiled_catalogue_holds_exactly_these_texts():
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = dict(gettext.GNUTranslations(file)._catalog)
    written: dict[object, str] = {}
    for entry in known().values():
        forms = {(entry.key, form): text for form, text in enumerate(entry.texts)}
        written |= forms if entry.plural else {entry.key: entry.texts[0]}
    assert {key: text for key, text in compiled.items() if key != ""} == written, "run `make messages`"


def test_the_catalogue_names_no_person_and_no_machine():
    header = CATALOGUE.read_text(encoding="utf-8").split("\n\n")[0]
    assert "EMAIL@ADDRESS" not in header
    assert '"Last-Translator: \\n"' in header
    assert "nplurals=2; plural=(n != 1)" in header


def bare(template: str) -> str:
    """What a template says by itself: no tags, no markup, line for line."""
    whole = r"{%\s*(blocktranslate|comment)\b.*?{%\s*end\1\s*%}|<(svg|script|style)\b.*?</\2>"
    silent = whole + r'|{%.*?%}|{{.*?}}|{#.*?#}|\sclass="[\w ]+"'
    text = re.sub(silent, lambda found: " " + "\n" * found[0].count("\n"), template, flags=re.DOTALL)
    spoken = r'\b(?:aria-label|alt|title|placeholder|data-(?:label|stop|copy|copied|share|many|none))="([^"]*)"'
    text = re.sub(r"<[^>]*>", lambda tag: " ".join(re.findall(spoken, tag[0])), text)
    return re.sub(r"&\w+;", "", text)


@pytest.mark.parametrize("path", source_files(".html"), ids=lambda path: path.name)
def test_a_template_says_nothing_outside_the_catalogue(path):
    if path.name in BILINGUAL:
        return
    lines = enumerate(bare(path.read_text(encoding="utf-8")).splitlines(), 1)
    left = [f"{number}: {words}" for number, line in lines if (words := set(re.findall(r"[^\W\d_]{2,}", line)) - NAMES)]
    assert left == []


def test_english_counts_one_and_many():
    with translation.override("en"):
        said = [translation.ngettext(PLURAL, PLURAL, n) % n for n in (1, 2)]
    assert said == ["Too many attempts. Try again in 1 second.", "Too many attempts. Try again in 2 seconds."]


def test_indonesian_counts_without_a_catalogue():
    with translation.override("id"):
        assert {translation.ngettext(PLURAL, PLURAL, n) for n in (0, 1, 2)} == {PLURAL}


PLURAL = "Terlalu banyak percobaan. Coba lagi dalam %d detik."
