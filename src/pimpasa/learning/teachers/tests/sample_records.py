"""The tests and certificates that the table of permissions speaks of, under keys that never change."""

from uuid import UUID

from pimpasa.accounts.models import User
from pimpasa.learning.teachers.models import TrainingTest
from pimpasa.learning.teachers.tests.make import make_training

TEST, TRAINING = (UUID(f"01900000-0000-7000-8000-0000000002{number}0") for number in range(2))
TEACHER_ADDRESSES: dict[str, dict[str, object]] = {
    "learning-test-result": {"pk": TEST},
    "learning-certificate": {"pk": TRAINING},
}


def make_teacher_records(sari: User) -> None:
    """A test that Sari passed."""
    answered = {"person": sari, "asked": ["lama/soal"], "right": ["lama/soal"], "answers": {}, "passed": True}
    test = TrainingTest.objects.create(id=TEST, content_version="uji", **answered)
    make_training(sari, id=TRAINING, test=test)
