"""Reads `content/lessons/`. Every mistake is reported with file, line and field, all at once."""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pimpasa.foundation.rules import Guide
from pimpasa.foundation.rules.guide import fingerprint_of
from pimpasa.foundation.rules.located import ID, Entry, Problems, read_entries, read_entry
from pimpasa.foundation.rules.model import Status

from .fields import REQUIRED, day_in, known_facts, name_in, number, said, some
from .markdown import read_steps
from .model import AUDIENCES, OUTCOMES, Clip, Lesson, LessonFact, Review
from .quiz import PlacedItem, check_bank, read_items

PICTURES, CLIPS = "pictures", "clips"
SOUNDS = (".mp3", ".m4a", ".ogg", ".opus")
CONFIDENCES = ("A", "B", "C")
MOST_MESSAGE = 350
MOST_MINUTES = 60


@dataclass(frozen=True)
class Known:
    """What a lesson may point at."""

    sources: Collection[str]
    guide_facts: Collection[str]
    pictures: Collection[str]


def read_lessons(
    root: Path, sources: Collection[str], guides: Mapping[str, Guide], problems: Problems
) -> dict[str, Lesson]:
    """All lessons by id, in the order of their numbers."""
    known = Known(
        sources=sources,
        guide_facts={f"{guide.id}/{fact.id}" for guide in guides.values() for fact in guide.facts},
        pictures={path.stem for path in (root / "lessons" / PICTURES).glob("*.svg")},
    )
    folders = sorted(path for path in (root / "lessons").glob("*") if path.is_dir() and path.name != PICTURES)
    lessons: list[Lesson] = []
    bank: list[PlacedItem] = []
    for folder in folders:
        if entry := read_entry(folder / "lesson.yaml", root, problems):
            lesson, items = _lesson(folder, root, entry, known)
            _check_number(lesson, lessons, entry)
            lessons.append(lesson)
            bank += items
    check_bank(bank, problems)
    return {lesson.id: lesson for lesson in sorted(lessons, key=lambda lesson: lesson.number)}


def _check_number(lesson: Lesson, others: list[Lesson], entry: Entry) -> None:
    for other in others:
        if other.number == lesson.number:
            entry.problem("number", f"nomor {lesson.number} sudah dipakai / is used by {other.id}")


def _lesson(folder: Path, root: Path, entry: Entry, known: Known) -> tuple[Lesson, list[PlacedItem]]:
    if not ID.fullmatch(folder.name):
        entry.problem(
            "-", f"{folder.name!r}: nama folder huruf kecil dan tanda hubung / small letters and hyphens only"
        )
    facts = _facts(entry, known)
    steps = read_steps(folder / "lesson.md", root, facts, known.pictures, entry.problems)
    placed = read_items(folder / "quiz.yaml", root, facts, entry.problems)
    lesson = Lesson(
        id=folder.name,
        number=number(entry, "number", 999),
        title=said(entry, "title"),
        about=said(entry, "about"),
        audiences=_audiences(entry),
        minutes=number(entry, "minutes", MOST_MINUTES),
        goals=some(entry, "goals"),
        action=said(entry, "action"),
        intention=said(entry, "intention"),
        done=said(entry, "done"),
        message=_message(entry),
        message_facts=known_facts(entry, "message_facts", facts),
        facts=facts,
        steps=steps,
        items=tuple(one.item for one in placed),
        reviews=(),
        version="",
    )
    _check_taught(lesson, placed)
    version = fingerprint_of([json.dumps(asdict(lesson), default=str).encode()])
    clips = _clips(folder / "clips.yaml", root, lesson, entry.problems)
    lesson = replace(lesson, version=version, reviews=_reviews(entry), clips=clips)
    entry.done()
    return lesson, placed


def _check_taught(lesson: Lesson, placed: list[PlacedItem]) -> None:
    """Whoever answers wrong must be told which step to hear again."""
    taught = {name for step in lesson.steps for name in step.facts}
    for one in placed:
        if one.item.facts and not taught.intersection(one.item.facts):
            one.entry.problem("facts", "tidak ada langkah yang memuat fakta ini / no step holds this fact")


def _audiences(entry: Entry) -> tuple[str, ...]:
    words = some(entry, "audiences")
    for word in words:
        if word not in AUDIENCES:
            entry.problem("audiences", f"{word!r} tidak dikenal; pilih / unknown; choose: {', '.join(AUDIENCES)}")
    return words


def _message(entry: Entry) -> str:
    message = said(entry, "message")
    if len(message) > MOST_MESSAGE:
        entry.problem(
            "message", f"{len(message)} huruf; paling banyak {MOST_MESSAGE} / letters, at most {MOST_MESSAGE}"
        )
    return message


def _facts(entry: Entry, known: Known) -> dict[str, LessonFact]:
    facts: dict[str, LessonFact] = {}
    for item in entry.entries("facts"):
        fact = _fact(item, known)
        if fact.id in facts:
            item.problem("id", f"{fact.id!r} sudah dipakai / is used twice")
        facts[fact.id] = fact
    if not facts:
        entry.problem("facts", REQUIRED)
    return facts


def _fact(entry: Entry, known: Known) -> LessonFact:
    fact = LessonFact(
        id=name_in(entry, "id"),
        text=said(entry, "text"),
        source=name_in(entry, "source"),
        article=entry.text("article"),
        status=Status(entry.choice("status", tuple(Status), "in_force")),
        confidence=entry.choice("confidence", CONFIDENCES),
        since=entry.day("from"),
        until=entry.day("until"),
        review_by=day_in(entry, "review_by"),
        leans_on=entry.words("leans_on"),
    )
    if fact.source and fact.source not in known.sources:
        entry.problem("source", f"sumber {fact.source!r} tidak ada / no such source")
    for name in fact.leans_on:
        if name not in known.guide_facts:
            entry.problem("leans_on", f"fakta panduan {name!r} tidak ada / no such fact in the guides")
    if fact.since and fact.until and fact.until < fact.since:
        entry.problem("until", "lebih awal dari `from` / is before `from`")
    entry.done()
    return fact


def _reviews(entry: Entry) -> tuple[Review, ...]:
    return tuple(_review(item) for item in entry.entries("reviews"))


def _review(entry: Entry) -> Review:
    review = Review(
        by=said(entry, "by"),
        role=said(entry, "role"),
        on=day_in(entry, "on"),
        outcome=entry.choice("outcome", OUTCOMES),
        text_version=said(entry, "text_version"),
    )
    entry.done()
    return review


def _clips(path: Path, root: Path, lesson: Lesson, problems: Problems) -> tuple[Clip, ...]:
    entries = read_entries(path, root, problems) if path.exists() else []
    return tuple(_clip(entry, lesson, path.parent) for entry in entries)


def _clip(entry: Entry, lesson: Lesson, folder: Path) -> Clip:
    clip = Clip(
        step=number(entry, "step", len(lesson.steps)),
        language=name_in(entry, "language"),
        file=said(entry, "file"),
        voice=said(entry, "voice"),
        recorded_on=day_in(entry, "recorded_on"),
        text_version=said(entry, "text_version"),
    )
    if clip.file and (Path(clip.file).name != clip.file or not clip.file.endswith(SOUNDS)):
        entry.problem("file", f"nama berkas suara saja / only the name of a sound: {', '.join(SOUNDS)}")
    elif clip.file and not (folder / CLIPS / clip.file).is_file():
        entry.problem("file", f"{CLIPS}/{clip.file} tidak ada / no such file")
    entry.done()
    return clip
