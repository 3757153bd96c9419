from datetime import datetime

from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.models import Invitation, OpenSession, PasswordLink, SignInAttempts
from pimpasa.accounts.personal_data.erasing import closed_before, erase_closed
from pimpasa.foundation.retention import RetentionRule


def _old_sessions(before: datetime) -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lt=before)


def _orphans(before: datetime) -> QuerySet[OpenSession]:
    """Notes of sessions that are no longer there."""
    living = Session.objects.filter(expire_date__gte=before).values("session_key")
    return OpenSession.objects.exclude(session_key__in=living).filter(signed_in_at__lt=before)


def _erase_sessions(before: datetime) -> int:
    _orphans(before).delete()
    return _old_sessions(before).delete()[0]


def _old_attempts(before: datetime) -> QuerySet[SignInAttempts]:
    return SignInAttempts.objects.filter(last_failed_at__lt=before)


def _old_invitations(before: datetime) -> QuerySet[Invitation]:
    """Used or not: what an accepted one gave stands in the posting and in the audit."""
    return Invitation.objects.filter(expires_at__lt=before)


def _old_links(before: datetime) -> QuerySet[PasswordLink]:
    """That a link was made and used stands in the audit."""
    return PasswordLink.objects.filter(Q(used_at__lt=before) | Q(expires_at__lt=before))


RULES = (
    RetentionRule(
        "sessions",
        _("Sesi yang sudah habis"),
        1,
        _("Sesi hanya berguna selama orangnya masuk."),
        lambda before: _old_sessions(before).count(),
        _erase_sessions,
    ),
    RetentionRule(
        "sign_in_attempts",
        _("Percobaan masuk yang gagal"),
        1,
        _("Tebakan kata sandi diperlambat hanya untuk waktu singkat."),
        lambda before: _old_attempts(before).count(),
        lambda before: _old_attempts(before).delete()[0],
    ),
    RetentionRule(
        "invitations",
        _("Undangan yang terpakai atau habis waktunya"),
        30,
        _("Pengundang masih bisa melihat siapa yang belum datang."),
        lambda before: _old_invitations(before).count(),
        lambda before: _old_invitations(before).delete()[0],
    ),
    RetentionRule(
        "password_links",
        _("Tautan kata sandi yang terpakai atau habis waktunya"),
        30,
        _("Pemilik akun masih bisa melihat bahwa tautan itu dibuat dan kapan dipakai."),
        lambda before: _old_links(before).count(),
        lambda before: _old_links(before).delete()[0],
    ),
    RetentionRule(
        "closed_accounts",
        _("Data pribadi akun yang sudah ditutup"),
        730,
        _("Pertanyaan tentang tugas yang lalu masih bisa dijawab dengan nama yang benar."),
        lambda before: len(closed_before(before)),
        erase_closed,
        shortest_days=30,
    ),
)
