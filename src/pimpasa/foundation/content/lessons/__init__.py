"""The lessons of `content/lessons/`: read, checked, and flagged when what they lean on no longer stands."""

from .model import Block, Clip, Item, Lesson, LessonFact, Note, Option, Review, Step

__all__ = ["Block", "Clip", "Item", "Lesson", "LessonFact", "Note", "Option", "Review", "Step"]
