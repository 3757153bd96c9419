"""Django finds the models of this part here; each subject keeps its own."""

from pimpasa.learning.sessions.models import (
    PaperTally,
    Response,
    ResponseScore,
    ResponseToken,
    RoomCount,
    SessionClosing,
    SessionKit,
)
from pimpasa.learning.teachers.models import Training, TrainingTest

__all__ = [
    "PaperTally",
    "Response",
    "ResponseScore",
    "ResponseToken",
    "RoomCount",
    "SessionClosing",
    "SessionKit",
    "Training",
    "TrainingTest",
]
