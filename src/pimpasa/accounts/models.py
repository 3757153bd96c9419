"""People who sign in. What someone may do is not here: `access` answers that."""

from typing import Any, ClassVar

import uuid6
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

valid_username = RegexValidator(
    r"\A[a-z0-9.@+_-]{3,150}\Z", _("Pakai 3 sampai 150 huruf, angka, atau tanda @ . + - _ tanpa spasi.")
)


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=self.model.normalize_username(username or ""))


class User(AbstractBaseUser):
    """One person. The account is personal: it is closed when the person leaves, never handed over."""

    id = models.UUIDField(_("nomor"), primary_key=True, default=uuid6.uuid7, editable=False)
    username = models.CharField(
        _("nama pengguna atau surel"),
        max_length=150,
        unique=True,
        validators=[valid_username],
        error_messages={"unique": _("Nama ini sudah dipakai.")},
    )
    display_name = models.CharField(_("nama yang tampil"), max_length=150)
    is_active = models.BooleanField(_("akun terbuka"), default=True)
    is_staff = models.BooleanField(_("petugas"), default=False)
    joined_at = models.DateTimeField(_("dibuat"), db_default=Now(), editable=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["display_name"]
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("orang")
        verbose_name_plural = _("orang")
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(condition=models.Q(username=Lower("username")), name="username_in_small_letters"),
        ]

    def __str__(self) -> str:
        return self.display_name

    @classmethod
    def normalize_username(cls, username: str) -> str:
        return super().normalize_username(username.strip()).lower()


class SignInAttempts(models.Model):
    """Failed attempts under one name, known or not; the name itself is not kept, only its keyed hash."""

    key = models.CharField(primary_key=True, max_length=64)
    failures = models.PositiveIntegerField(default=0)
    last_failed_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("percobaan masuk")
        verbose_name_plural = _("percobaan masuk")

    def __str__(self) -> str:
        return f"{self.failures}"
