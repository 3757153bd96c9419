"""People who sign in, and their postings. What someone may do is not here: `access` answers that."""

from datetime import date
from typing import Any, ClassVar

import uuid6
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Lower, Now
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pimpasa.foundation.roles import OFFICE_ROLES, REGION_ROLES, VILLAGE_ROLES, Role
from pimpasa.regions.models import ImmigrationOffice, Region

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


# Codes tell the level by their length: 33.01.01.2001 is a village, 33 a province and ID the country.
VILLAGE_CODE_LENGTH, REGION_CODE_LENGTH = 13, 2
BOUND_TO_VILLAGE = Q(
    Exact(Length("area"), VILLAGE_CODE_LENGTH), role__in=sorted(VILLAGE_ROLES), area__isnull=False, office__isnull=True
)
BOUND_TO_OFFICE = Q(role__in=sorted(OFFICE_ROLES), area__isnull=True, office__isnull=False)
BOUND_TO_REGION = Q(
    Exact(Length("area"), REGION_CODE_LENGTH), role__in=sorted(REGION_ROLES), area__isnull=False, office__isnull=True
)


class PostingQuerySet(models.QuerySet["Posting"]):
    def in_force(self, on: date | None = None) -> "PostingQuerySet":
        """Those that give rights on the day: begun, not over, not revoked, of an open account."""
        on = on or timezone.localdate()
        return self.started(on).not_over(on).filter(user__is_active=True)

    def started(self, on: date) -> "PostingQuerySet":
        return self.filter(starts_on__lte=on)

    def not_over(self, on: date) -> "PostingQuerySet":
        """Those that still hold on the day or will later."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on), Q(revoked_on__isnull=True) | Q(revoked_on__gt=on)
        )

    def overlapping(self, starts_on: date, ends_on: date | None) -> "PostingQuerySet":
        found = self.not_over(starts_on)
        return found if ends_on is None else found.started(ends_on)


class Posting(models.Model):
    """One role in one place for a period; given, ended and revoked by actions only."""

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="postings", verbose_name=_("orang"))
    role = models.CharField(_("peran"), max_length=20, choices=Role.choices)
    area = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("wilayah")
    )
    office = models.ForeignKey(
        ImmigrationOffice, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kantor")
    )
    starts_on = models.DateField(_("mulai"))
    # The last day on which it holds. Revoking ends it at once, whatever the period said.
    ends_on = models.DateField(_("hari terakhir"), null=True, blank=True)
    revoked_on = models.DateField(_("dicabut"), null=True, blank=True)
    decree = models.CharField(_("dasar penugasan"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("dicatat"), db_default=Now(), editable=False)

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("penugasan")
        verbose_name_plural = _("penugasan")
        ordering = ["-starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=BOUND_TO_VILLAGE | BOUND_TO_OFFICE | BOUND_TO_REGION, name="posting_bound_as_its_role_demands"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="posting_ends_after_start"
            ),
            # Whole periods are compared in the action, under a lock: the database has no index for it without
            # an extension that the embedded one lacks. Two open ones it can refuse by itself.
            models.UniqueConstraint(
                fields=["user", "role", "area", "office"],
                condition=Q(ends_on__isnull=True, revoked_on__isnull=True),
                nulls_distinct=False,
                name="posting_open_once",
            ),
        ]
        indexes = [
            models.Index(fields=["area", "role"], name="posting_by_area"),
            models.Index(fields=["office", "role"], name="posting_by_office"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.place}"

    @property
    def place(self) -> str:
        """The name of the village, office or region."""
        return self.office.name if self.office else self.area.name if self.area else ""


class Invitation(models.Model):
    """A way in for one person, once, instead of a password that two people know. Only the token's hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    display_name = models.CharField(_("nama yang tampil"), max_length=150)
    role = models.CharField(_("peran"), max_length=20, choices=Role.choices)
    area = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    office = models.ForeignKey(ImmigrationOffice, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ends_on = models.DateField(_("hari terakhir"), null=True, blank=True)
    decree = models.CharField(_("dasar penugasan"), max_length=200, blank=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField()
    accepted_by = models.OneToOneField(User, on_delete=models.PROTECT, null=True, blank=True, related_name="invitation")

    class Meta:
        verbose_name = _("undangan")
        verbose_name_plural = _("undangan")
        ordering = ["-recorded_at"]

    def __str__(self) -> str:
        return f"{self.display_name}: {self.get_role_display()}"

    @property
    def place(self) -> str:
        return self.office.name if self.office else self.area.name if self.area else ""


class Erasure(models.Model):
    """That the personal data of a person went, and the pseudonym under which their deeds stay."""

    user = models.OneToOneField(User, primary_key=True, on_delete=models.PROTECT, related_name="erasure")
    pseudonym = models.CharField(_("nama samaran"), max_length=30, unique=True)
    erased_at = models.DateTimeField(_("dihapus"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("penghapusan data pribadi")
        verbose_name_plural = _("penghapusan data pribadi")

    def __str__(self) -> str:
        return self.pseudonym


class PasswordLink(models.Model):
    """A way to a new password, once, for somebody who forgot it. Only the token's hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="password_links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("tautan kata sandi")
        verbose_name_plural = _("tautan kata sandi")
        constraints = [models.CheckConstraint(condition=~Q(made_by=F("user")), name="password_link_by_another")]

    def __str__(self) -> str:
        return str(self.user)


class SecondFactorRestoration(models.Model):
    """A wish to take a lost second factor away from an account; it takes the word of a second person."""

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="restorations")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField()
    agreed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("pemulihan faktor kedua")
        verbose_name_plural = _("pemulihan faktor kedua")
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(asked_by=F("user"))
                & (Q(agreed_by__isnull=True) | (~Q(agreed_by=F("asked_by")) & ~Q(agreed_by=F("user")))),
                name="restoration_takes_two_others",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)


class OpenSession(models.Model):
    """Where someone is signed in, so that they can see it and end it. No address is kept, only the browser's name."""

    session_key = models.CharField(primary_key=True, max_length=40)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="open_sessions")
    browser = models.CharField(max_length=200)
    signed_in_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("sesi")
        verbose_name_plural = _("sesi")
        ordering = ["-signed_in_at"]

    def __str__(self) -> str:
        return self.browser


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


# Django finds the models of this part here; the records of leaks keep a module of their own, which needs `User`.
from pimpasa.accounts.breaches.models import BreachNotice, BreachReport  # noqa: E402, F401 - after what it needs
