"""What `pimpasa content check` tells of guides and lessons, for programs and for people."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import click

from pimpasa.foundation.content.check import GuideReport
from pimpasa.foundation.content.lessons import Clip, Lesson, LessonFact
from pimpasa.foundation.content.lessons.standing import Flag, Standing
from pimpasa.foundation.rules import Fact

# Told one by one even where people asked for counts only.
ALWAYS_LISTED = ("problems", "withdrawn", "outdated_clips")


def guide_data(report: GuideReport) -> dict[str, Any]:
    return {
        "guide": report.guide.id,
        "questions": len(report.guide.questions),
        "facts": len(report.guide.facts),
        "days": report.proof.days,
        "sections": report.proof.sections,
        "nodes": report.proof.nodes,
        "paths": report.proof.paths,
        "cases": report.cases,
        "problems": [str(problem) for problem in report.problems],
        "due_for_review": _ids(report.due_for_review),
        "contested": _ids(report.contested),
        "announced": _ids(report.announced),
        "weakly_sourced": _ids(report.weakly_sourced),
        "withdrawn": _ids(report.withdrawn),
        "untranslated": _ids(report.untranslated),
    }


def lesson_data(standing: Standing) -> dict[str, Any]:
    lesson = standing.lesson
    return {
        "lesson": lesson.id,
        "version": lesson.version,
        "is_draft": not lesson.is_reviewed,
        "steps": [step.version for step in lesson.steps],
        "items": len(lesson.items),
        "facts": len(lesson.facts),
        "clips": len(lesson.clips),
        **{flag.replace("-", "_"): _ids(standing.flagged(flag)) for flag in Flag},
        "outdated_clips": [_clip_words(lesson, clip) for clip in lesson.outdated_clips],
    }


def print_reports(guides: list[dict[str, Any]], lessons: list[dict[str, Any]], listing: bool) -> None:
    for entry in guides:
        click.secho(f"\n{entry['guide']}", bold=True)
        mutations = entry.get("mutations", {})
        for name, value in {**entry, **mutations}.items():
            if name not in ("guide", "mutations"):
                _print_line(name, value, listing)
    if lessons:
        _print_lessons(lessons, listing)


def _print_lessons(lessons: list[dict[str, Any]], listing: bool) -> None:
    """All lessons in one block: what is to be done about them stands together."""
    click.secho("\npelajaran", bold=True)
    counts = Counter({name: sum(entry[name] for entry in lessons) for name in ("items", "facts", "clips")})
    drafts = [entry["lesson"] for entry in lessons if entry["is_draft"]]
    _print_line("lessons", len(lessons), listing)
    for name, value in {**counts, "drafts": drafts}.items():
        _print_line(name, value, listing)
    for name in (*(flag.replace("-", "_") for flag in Flag), "outdated_clips"):
        _print_line(name, [f"{entry['lesson']}/{one}" for entry in lessons for one in entry[name]], listing)


def _print_line(name: str, value: object, listing: bool) -> None:
    click.echo(f"  {name:<16}{len(value) if isinstance(value, list) else value}")
    if isinstance(value, list) and (listing or name in ALWAYS_LISTED):
        click.echo("".join(f"    {line}\n" for line in value), nl=False)


def _ids(facts: Iterable[Fact | LessonFact]) -> list[str]:
    return [fact.id for fact in facts]


def _clip_words(lesson: Lesson, clip: Clip) -> str:
    """What was recorded is no longer what the step says: to be recorded anew."""
    return f"{clip.file} ({clip.language}, {clip.step}/{len(lesson.steps)})"
