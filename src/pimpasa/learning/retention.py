"""How long this part keeps what could tie two answers to one person; the answers and their figures stay."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pimpasa.foundation.retention import RetentionRule
from pimpasa.learning.sessions.models import ResponseToken
from pimpasa.learning.teachers.models import HOLDS_YEARS, Training, TrainingTest


def _old_tokens(before: datetime) -> QuerySet[ResponseToken]:
    return ResponseToken.objects.filter(response__recorded_at__lt=before)


def _old_tests(before: datetime) -> QuerySet[TrainingTest]:
    return TrainingTest.objects.filter(recorded_at__lt=before)


def _old_trainings(before: datetime) -> QuerySet[Training]:
    return Training.objects.filter(recorded_at__lt=before)


RULES = (
    RetentionRule(
        "test_tokens",
        _("Gambar dan angka yang dipilih peserta tes"),
        120,
        _("Dipakai untuk memasangkan tes sebelum, sesudah, dan lanjutan. Sesudah itu cukup pasangannya."),
        lambda before: _old_tokens(before).count(),
        lambda before: _old_tokens(before).delete()[0],
        # The later test must still find its pair.
        shortest_days=70,
    ),
    RetentionRule(
        "training_tests",
        _("Jawaban tes agen desa dan Pimpasa"),
        365,
        _("Supaya orangnya bisa membaca lagi hasilnya dan mendapat soal lain. Kelulusannya tersimpan sendiri."),
        lambda before: _old_tests(before).count(),
        lambda before: _old_tests(before).delete()[0],
        shortest_days=30,
    ),
    RetentionRule(
        "trainings",
        _("Sertifikat belajar"),
        1460,
        _("Supaya halaman periksa masih mengenal kertas lama dan menjawab: perlu diperbarui."),
        lambda before: _old_trainings(before).count(),
        lambda before: _old_trainings(before).delete()[0],
        # What still stands must be found.
        shortest_days=HOLDS_YEARS * 366,
    ),
)
