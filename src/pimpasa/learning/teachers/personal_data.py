"""What is held on people who teach: their tests, their certificates."""

from django.utils.translation import gettext as _

from pimpasa.accounts.models import User
from pimpasa.fieldwork.register.codes import grouped
from pimpasa.foundation.personal_data import Holding, Value
from pimpasa.learning.teachers.checking import titles
from pimpasa.learning.teachers.models import Training, TrainingTest


def teacher_holdings(user: User) -> list[Holding]:
    tests: list[dict[str, Value]] = [
        {
            _("dikerjakan"): one.occurred_at,
            _("benar"): len(one.right),
            _("soal"): len(one.asked),
            _("lulus"): one.passed,
        }
        for one in TrainingTest.objects.of(user)
    ]
    trainings: list[dict[str, Value]] = [
        {
            _("lulus pada"): one.passed_on,
            _("kode periksa"): grouped(one.short_code),
            _("pelajaran"): ", ".join(titles(one)),
        }
        for one in Training.objects.of(user)
    ]
    return [
        Holding(_("Tes pelajaran"), TrainingTest._meta.db_table, len(tests), tests),
        Holding(_("Sertifikat belajar"), Training._meta.db_table, len(trainings), trainings),
    ]


def erase_teacher(user: User) -> None:
    """Answers and certificates go whole: a paper of somebody who is erased must not be told valid."""
    Training.objects.filter(person=user).delete()
    TrainingTest.objects.filter(person=user).delete()
