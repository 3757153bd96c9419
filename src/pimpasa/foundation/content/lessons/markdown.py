"""Reads lesson.md: steps, pictures, blocks with their facts, the presenter's notes. Any other markup is a mistake."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from pimpasa.foundation.rules.located import CONTROL, Problems

from .model import Block, Note, Step

STEPS, MOST_BLOCKS, LEAST_NOTES = range(5, 9), 4, 2
PICTURE = re.compile(r"!\[([^\]]+)\]\(([a-z0-9-]+)\)")
NOTE = re.compile(r"> (Katakan|Tanya|Lakukan): (.+)")
NOTE_KINDS = {"Katakan": "say", "Tanya": "ask", "Lakukan": "do"}
OPENINGS = {"*Cerita:*": "story", "**Lakukan:**": "do"}
MARKERS = re.compile(r"(?:\s+\[[^\[\]]+\])+$")
BOLD = re.compile(r"\*\*(\S(?:[^*]*\S)?)\*\*")
MARKUP = re.compile(r"[*`<>|\[\]]|://|^#|^\d+[.)] ")


def spans(text: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is bold."""
    pieces = BOLD.split(text)
    return [(piece, index % 2 == 1) for index, piece in enumerate(pieces) if piece]


def plain(text: str) -> str:
    """The text without bold, to be read aloud or sent as a message."""
    return BOLD.sub(r"\1", text)


def read_steps(
    path: Path, root: Path, facts: Collection[str], pictures: Collection[str], problems: Problems
) -> tuple[Step, ...]:
    reader = _Reader(path.relative_to(root).as_posix(), facts, pictures, problems)
    try:
        return reader.read(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        problems.add(reader.file, 1, "-", "berkas tidak ada / file is missing")
    except UnicodeDecodeError:
        problems.add(reader.file, 1, "-", "bukan teks UTF-8 / is not UTF-8 text")
    return ()


@dataclass
class _Draft:
    number: int
    line: int
    title: str
    picture: tuple[str, str] | None = None
    blocks: list[Block] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def step(self) -> Step:
        words, picture = self.picture or ("", "")
        return Step(self.number, self.title, picture, words, tuple(self.blocks), tuple(self.notes))


class _Reader:
    def __init__(self, file: str, facts: Collection[str], pictures: Collection[str], problems: Problems) -> None:
        self.file, self.facts, self.pictures, self.problems = file, facts, pictures, problems
        self.drafts: list[_Draft] = []
        self.line = 1

    def read(self, text: str) -> tuple[Step, ...]:
        for self.line, line in enumerate(text.splitlines(), 1):
            if line.strip():
                self._read_line(line.rstrip())
        for draft in self.drafts:
            self._check(draft)
        if len(self.drafts) not in STEPS:
            self.problems.add(
                self.file, 1, "steps", f"{len(self.drafts)} langkah; perlu 5 sampai 8 / needs 5 to 8 steps"
            )
        return tuple(draft.step() for draft in self.drafts)

    def problem(self, part: str, message: str) -> None:
        where = f"steps.{len(self.drafts)}" if self.drafts else "steps"
        self.problems.add(self.file, self.line, f"{where}.{part}" if part else where, message)

    def _read_line(self, line: str) -> None:
        if CONTROL.search(line):
            self.problem("", "ada huruf kendali / holds a control character")
        elif line.startswith("## "):
            self.drafts.append(_Draft(len(self.drafts) + 1, self.line, line[3:].strip()))
            self._check_markup("title", line[3:].strip())
        elif not self.drafts:
            self.problem("", "mulai dengan `## Judul langkah` / begin with `## Title of a step`")
        elif line.startswith("!"):
            self._read_picture(line, self.drafts[-1])
        elif line.startswith(">"):
            self._read_note(line, self.drafts[-1])
        else:
            self._read_block(line, self.drafts[-1])

    def _read_picture(self, line: str, draft: _Draft) -> None:
        found = PICTURE.fullmatch(line)
        if not found:
            self.problem("picture", "tulis `![kata](gambar)` / write `![words](picture)`")
        elif draft.picture:
            self.problem("picture", "satu gambar tiap langkah / one picture a step")
        else:
            draft.picture = (found[1], found[2])
            if found[2] not in self.pictures:
                self.problem("picture", f"gambar {found[2]!r} tidak ada / no such picture")

    def _read_note(self, line: str, draft: _Draft) -> None:
        found = NOTE.fullmatch(line)
        if not found:
            self.problem("notes", "tulis `> Katakan:`, `> Tanya:` atau `> Lakukan:` / write one of these")
            return
        draft.notes.append(Note(NOTE_KINDS[found[1]], found[2]))
        self._check_markup("notes", found[2])

    def _read_block(self, line: str, draft: _Draft) -> None:
        is_item = line.startswith("- ")
        kind, text, markers = _taken_apart(line[2:] if is_item else line)
        if kind == "fact" and not markers:
            self.problem(
                "blocks",
                "paragraf satu baris, akhiri dengan [fakta]; atau cerita, tindakan, pertanyaan / "
                "one line that ends with a [fact]; or a story, an action, a question",
            )
        if kind == "story" and markers:
            self.problem("blocks", "cerita tidak memuat fakta / a story holds no facts")
        for name in markers:
            if name not in self.facts:
                self.problem("blocks", f"fakta {name!r} tidak ada / no such fact")
        self._check_markup("blocks", text)
        draft.blocks.append(Block(kind, text, markers, is_item))

    def _check_markup(self, part: str, text: str) -> None:
        if found := MARKUP.search(plain(text)) if text == text.strip() else None:
            self.problem(
                part, f"{found[0]!r}: hanya **tebal** dan [fakta] di akhir / only **bold**, and [fact] at the end"
            )
        elif not text or text != text.strip():
            self.problem(part, "kosong atau menjorok / empty or indented")

    def _check(self, draft: _Draft) -> None:
        def problem(part: str, message: str) -> None:
            self.problems.add(self.file, draft.line, f"steps.{draft.number}.{part}", message)

        if not draft.picture:
            problem("picture", "wajib diisi / is required")
        if not 1 <= len(draft.blocks) <= MOST_BLOCKS:
            problem(
                "blocks", f"{len(draft.blocks)} bagian; perlu 1 sampai {MOST_BLOCKS} / needs 1 to {MOST_BLOCKS} blocks"
            )
        if len(draft.notes) < LEAST_NOTES or "ask" not in {note.kind for note in draft.notes}:
            problem("notes", "perlu dua catatan, satu `> Tanya:` / needs two notes, one of them `> Tanya:`")


def _taken_apart(line: str) -> tuple[str, str, tuple[str, ...]]:
    """Kind, text and facts of a block."""
    found = MARKERS.search(line)
    text = line[: found.start()] if found else line
    markers = tuple(re.findall(r"\[([^\]]+)\]", found[0])) if found else ()
    for opening, kind in OPENINGS.items():
        if text.startswith(opening):
            return kind, text.removeprefix(opening).strip(), markers
    return "ask" if text.endswith("?") else "fact", text, markers
