"""YAML with the line of every field, all scalars as the text that was written: `no` stays a word, 32.10 stays 32.10."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from .errors import ContentError

ID = re.compile(r"[a-z0-9]+(?:[-_+.][a-z0-9]+|\+)*")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass
class Problems:
    """Collects mistakes so that an author sees all of them at once."""

    errors: list[ContentError] = field(default_factory=list)

    def add(self, file: str, line: int, where: str, message: str) -> None:
        self.errors.append(ContentError(file, line, where, message))


class Entry:
    """One mapping of a content file; reading a field twice is harmless, a field never read is reported by `done`."""

    def __init__(self, file: str, node: yaml.MappingNode, problems: Problems, path: str = "") -> None:
        self.file, self.line, self.problems, self.path = file, node.start_mark.line + 1, problems, path
        self.nodes: dict[str, yaml.Node] = {}
        self.read: set[str] = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                problems.add(file, line, path or "-", "kunci harus satu kata / a key must be one word")
                continue
            if key.value in self.nodes:
                problems.add(file, line, path + key.value, "ditulis dua kali / given twice")
            self.nodes[key.value] = value

    def problem(self, name: str, message: str) -> None:
        node = self.nodes.get(name)
        line = node.start_mark.line + 1 if node is not None else self.line
        self.problems.add(self.file, line, self.path + name, message)

    def node(self, name: str, *, required: bool = False) -> yaml.Node | None:
        self.read.add(name)
        if name not in self.nodes and required:
            self.problem(name, "wajib diisi / is required")
        return self.nodes.get(name)

    def text(self, name: str, *, required: bool = False, default: str = "") -> str:
        node = self.node(name, required=required)
        if node is None:
            return default
        if not isinstance(node, yaml.ScalarNode):
            self.problem(name, "harus satu kata atau kalimat / must be plain text")
            return default
        return str(node.value)

    def identifier(self, name: str, *, required: bool = False) -> str:
        value = self.text(name, required=required)
        if value and not ID.fullmatch(value):
            self.problem(
                name,
                f"{value!r}: hanya huruf kecil, angka, tanda hubung / small letters, digits, hyphens only",
            )
        return value

    def choice(self, name: str, allowed: tuple[str, ...], default: str = "") -> str:
        value = self.text(name, required=not default, default=default)
        if value and value not in allowed:
            self.problem(name, f"{value!r} tidak dikenal; pilih / unknown; choose: {', '.join(allowed)}")
            value = ""
        return value or default or allowed[0]

    def flag(self, name: str) -> bool:
        return self.choice(name, ("true", "false"), "false") == "true"

    def number(self, name: str) -> int | None:
        value = self.text(name)
        if not value:
            return None
        if not re.fullmatch(r"-?\d{1,12}", value):
            self.problem(name, f"{value!r} bukan bilangan bulat / is not a whole number")
            return None
        return int(value)

    def day(self, name: str, *, required: bool = False) -> date | None:
        value = self.text(name, required=required)
        if not value:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.problem(name, f"{value!r} bukan tanggal TTTT-BB-HH / is not a date YYYY-MM-DD")
            return None

    def words(self, name: str) -> tuple[str, ...]:
        node = self.node(name)
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode) or not all(isinstance(n, yaml.ScalarNode) for n in node.value):
            self.problem(name, "harus daftar dalam [ ] / must be a list in [ ]")
            return ()
        return tuple(n.value for n in node.value)

    def translations(self, name: str, *, required: bool = False) -> dict[str, str] | None:
        """Texts per language; Indonesian is the source and must be there."""
        entry = self.entry(name, required=required)
        if entry is None:
            return None
        texts = {language: entry.text(language).strip() for language in entry.nodes}
        if not texts.get("id"):
            entry.problem("id", "teks Indonesia wajib ada / the Indonesian text is required")
        for language, text in texts.items():
            if CONTROL.search(text):
                entry.problem(language, "ada huruf kendali / holds a control character")
        return texts

    def entry(self, name: str, *, required: bool = False) -> "Entry | None":
        node = self.node(name, required=required)
        if node is None:
            return None
        if not isinstance(node, yaml.MappingNode):
            self.problem(name, "harus berisi pasangan kunci: nilai / must hold key: value pairs")
            return None
        return Entry(self.file, node, self.problems, f"{self.path}{name}.")

    def entries(self, name: str) -> "Iterator[Entry]":
        node = self.node(name)
        if node is None:
            return
        if not isinstance(node, yaml.SequenceNode):
            self.problem(name, "harus daftar dengan - / must be a list with -")
            return
        for item in node.value:
            if isinstance(item, yaml.MappingNode):
                yield Entry(self.file, item, self.problems, f"{self.path}{name}.")
            else:
                self.problem(name, "tiap butir harus berisi kunci: nilai / each item must hold key: value")

    def done(self) -> None:
        for name in self.nodes.keys() - self.read:
            self.problem(name, "bidang tidak dikenal / unknown field")


def read_entry(path: Path, root: Path, problems: Problems) -> Entry | None:
    """The mapping a file holds."""
    node, name = _compose(path, root, problems)
    if isinstance(node, yaml.MappingNode):
        return Entry(name, node, problems)
    if node is not None:
        problems.add(name, 1, "-", "harus berisi pasangan kunci: nilai / must hold key: value pairs")
    return None


def read_entries(path: Path, root: Path, problems: Problems) -> list[Entry]:
    """The list of mappings a file holds; an empty file is an empty list."""
    node, name = _compose(path, root, problems)
    if node is None:
        return []
    if not isinstance(node, yaml.SequenceNode):
        problems.add(name, 1, "-", "harus daftar dengan - / must be a list with -")
        return []
    for item in node.value:
        if not isinstance(item, yaml.MappingNode):
            problems.add(name, item.start_mark.line + 1, "-", "harus kunci: nilai / must hold key: value")
    return [Entry(name, item, problems) for item in node.value if isinstance(item, yaml.MappingNode)]


def _compose(path: Path, root: Path, problems: Problems) -> tuple[yaml.Node | None, str]:
    name = path.relative_to(root).as_posix()
    try:
        return yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader), name
    except FileNotFoundError:
        problems.add(name, 1, "-", "berkas tidak ada / file is missing")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        problems.add(name, line, "-", "bukan teks UTF-8 / is not UTF-8 text")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.add(name, mark.line + 1 if mark else 1, "-", f"YAML: {error.problem}")
    except yaml.YAMLError as error:
        problems.add(name, 1, "-", f"YAML: {error}".splitlines()[0])
    return None, name
