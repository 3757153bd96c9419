"""Recorded voices for a step, in regional languages. The content only gives those that still say what the step says."""

from dataclasses import dataclass
from pathlib import Path

from django.urls import reverse

from pimpasa.foundation.content import load_library
from pimpasa.foundation.content.lessons import Lesson, Step

TYPES = {".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".opus": "audio/ogg"}
# As the languages name themselves to Indonesian readers; one that is missing shows its code.
LANGUAGES = {
    "id": "Indonesia",
    "ace": "Aceh",
    "ban": "Bali",
    "bjn": "Banjar",
    "bug": "Bugis",
    "jv": "Jawa",
    "mad": "Madura",
    "mak": "Makassar",
    "min": "Minangkabau",
    "sas": "Sasak",
    "su": "Sunda",
}


@dataclass(frozen=True)
class Voice:
    url: str
    language: str


def voices(lesson: Lesson, step: Step) -> tuple[Voice, ...]:
    clips = lesson.clips_of(step)
    return tuple(
        Voice(reverse("lesson-clip", args=[lesson.id, clip.file]), LANGUAGES.get(clip.language, clip.language))
        for clip in clips
    )


def clip_path(lesson: Lesson, name: str) -> Path | None:
    """Only a file that the content names, and that may still be played."""
    named = any(clip.file == name for step in lesson.steps for clip in lesson.clips_of(step))
    return load_library().root / "lessons" / lesson.id / name if named else None
