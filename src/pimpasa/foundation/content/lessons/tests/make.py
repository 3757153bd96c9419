"""Builds small lessons in a folder, and the sources and guide facts they lean on."""

from copy import deepcopy
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import yaml

from pimpasa.foundation.content import Library
from pimpasa.foundation.content.lessons import Lesson
from pimpasa.foundation.content.lessons.reading import read_lessons
from pimpasa.foundation.content.sources import Source
from pimpasa.foundation.rules import Fact
from pimpasa.foundation.rules.conditions import ALWAYS
from pimpasa.foundation.rules.located import Problems
from pimpasa.foundation.rules.model import Kind, Period, Status

FACT = {"id": "free", "text": "Daftar gratis.", "source": "law", "confidence": "A", "review_by": "2030-01-01"}
LESSON = {
    "number": 1,
    "title": "Pelajaran uji",
    "about": "Apa yang diuji.",
    "audiences": ["villager"],
    "minutes": 8,
    "goals": ["Menyebut satu hal"],
    "action": "Tanya kantor.",
    "intention": "Apakah Anda akan bertanya?",
    "done": "Apakah Anda sudah bertanya?",
    "message": "Daftar gratis.",
    "message_facts": ["free"],
    "facts": [FACT],
    "reviews": [],
}
STEP = """## Langkah {number}
![dua jalan](two-roads)
Mendaftar **gratis** di kantor. [free]
*Cerita:* Wati bertanya dulu.
> Katakan: Mendaftar gratis.
> Tanya: Siapa pernah mendaftar?
"""
TEXT = "\n".join(STEP.format(number=number) for number in range(1, 6))


def item(name: str, form: str = "A", right: str = "a", **more: object) -> dict:
    options = {key: f"Pilihan {name} {key}" for key in "abcd"}
    stated = {"id": name, "form": form, "difficulty": "mudah", "question": f"Soal {name}?", "options": options}
    return {**stated, "right": right, "explanation": "Karena gratis.", "facts": ["free"], **more}


QUIZ = [item(f"q{n}", "AB"[n % 2], "abcdab"[n]) for n in range(6)]


def fact(name: str = "free", **more: object) -> dict:
    return {**FACT, "id": name, **more}


def write_lesson(root: Path, name: str = "uji", *, text: str = TEXT, quiz: object = QUIZ, **changes: object) -> Path:
    """`changes` replace fields of lesson.yaml; None leaves one out."""
    folder = root / "lessons" / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lesson.md").write_text(text, encoding="utf-8")
    stated = {key: value for key, value in {**deepcopy(LESSON), **changes}.items() if value is not None}
    for file, value in (("lesson", stated), ("quiz", quiz)):
        (folder / f"{file}.yaml").write_text(yaml.safe_dump(value, sort_keys=False, allow_unicode=True))
    (root / "lessons" / "pictures").mkdir(exist_ok=True)
    (root / "lessons" / "pictures" / "two-roads.svg").write_text("<svg/>")
    return folder


def record(folder: Path, version: str, **more: object) -> None:
    """A recording of the first step of the lesson in this folder."""
    clip = {"step": "1", "language": "jv", "file": "one.mp3", "voice": "Suara peragaan", "recorded_on": "2026-11-20"}
    (folder / "clips").mkdir(exist_ok=True)
    (folder / "clips" / "one.mp3").write_bytes(b"sound")
    (folder / "clips.yaml").write_text(yaml.safe_dump([{**clip, "text_version": version, **more}], sort_keys=False))


def source(name: str = "law", **more: object) -> Source:
    day = date(2026, 1, 1)
    stated = {"number": "", "type": "law", "publisher": "RI", "link": "", "in_force_from": None, "published": None}
    return Source(**{"id": name, "title": name, **stated, "checked_on": day, "read": "part", **more})


def guide_fact(until: date | None = None, source: str = "law", status: Status = Status.IN_FORCE) -> Fact:
    return Fact(
        id="free",
        kind=Kind.RIGHT,
        about="free",
        text={"id": "Gratis."},
        when=ALWAYS,
        period=Period(date(2020, 1, 1), until),
        source=source,
        article="",
        status=status,
        confidence="A",
        file="facts.yaml",
        line=1,
    )


def library(*sources: Source, fact: Fact | None = None, root: Path = Path()) -> Library:
    """Sources, and a guide `kerja` with one fact; of a guide, lessons only need the names of its facts."""
    stated = fact or guide_fact()
    guides = {"kerja": SimpleNamespace(id="kerja", facts=(stated,), by_id={stated.id: stated})}
    known = {one.id: one for one in (source(), *sources)}
    return Library(root, known, guides, (), "")


def read(root: Path, around: Library | None = None) -> tuple[dict[str, Lesson], list[str]]:
    """The lessons, and the mistakes as file:line: field: message."""
    around, problems = around or library(), Problems()
    lessons = read_lessons(root, around.sources, around.guides, problems)
    return lessons, [str(error) for error in sorted(problems.errors)]


def make_lesson(root: Path, **changes: object) -> Lesson:
    write_lesson(root, **changes)
    lessons, mistakes = read(root)
    assert mistakes == []
    return lessons["uji"]


def mistakes_in(root: Path, **changes: object) -> list[str]:
    write_lesson(root, **changes)
    return read(root)[1]
