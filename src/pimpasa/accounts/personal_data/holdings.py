"""What this part holds on a person: the account, its postings, ways in, and deeds as a number."""

from collections.abc import Iterable
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.accounts.browsers import browser_name
from pimpasa.accounts.models import Invitation, OpenSession, PasswordLink, User
from pimpasa.accounts.personal_data.erasing import erase_account
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.personal_data import Holding, PersonalData, Value


def holdings(user: User) -> list[Holding]:
    found = [_account(user), _postings(user), _invitation(user), _password_links(user), _links_made(user)]
    found += [_factors(user), _sessions(user), _deeds(user)]
    return [holding for holding in found if holding.count]


def find(words: str) -> Iterable[UUID]:
    return User.objects.filter(Q(display_name__icontains=words) | Q(username__icontains=words)).values_list(
        "pk", flat=True
    )


def obstacles(user: User) -> list[str]:
    """A closed account's postings give no rights any more, whatever their period says."""
    if not user.is_active:
        return []
    current = user.postings.not_over(timezone.localdate()).select_related("area", "office")
    return [_("Penugasan masih berjalan: %s. Akhiri dulu.") % posting for posting in current]


def _account(user: User) -> Holding:
    row: dict[str, Value] = {
        _("nama"): user.display_name,
        _("nama pengguna atau surel"): user.username,
        _("dibuat"): user.joined_at,
        _("terakhir masuk"): user.last_login,
        _("akun terbuka"): user.is_active,
    }
    return Holding(_("Akun"), "accounts_user", 1, [row])


def _postings(user: User) -> Holding:
    rows: list[dict[str, Value]] = [
        {
            _("peran"): str(posting.get_role_display()),
            _("tempat"): posting.place,
            _("mulai"): posting.starts_on,
            _("hari terakhir"): posting.ends_on,
            _("dicabut"): posting.revoked_on,
            _("dasar penugasan"): posting.decree,
        }
        for posting in user.postings.select_related("area", "office").order_by("starts_on")
    ]
    return Holding(_("Penugasan"), "accounts_posting", len(rows), rows)


def _invitation(user: User) -> Holding:
    rows: list[dict[str, Value]] = [
        {_("nama"): one.display_name, _("peran"): str(one.get_role_display()), _("dibuat"): one.recorded_at}
        for one in Invitation.objects.filter(accepted_by=user)
    ]
    return Holding(_("Undangan yang dipakai"), "accounts_invitation", len(rows), rows)


def _password_links(user: User) -> Holding:
    rows: list[dict[str, Value]] = [
        {_("dibuat"): one.recorded_at, _("berlaku sampai"): one.expires_at, _("dipakai"): one.used_at}
        for one in PasswordLink.objects.filter(user=user).order_by("recorded_at")
    ]
    return Holding(_("Tautan kata sandi baru"), "accounts_passwordlink", len(rows), rows)


def _links_made(user: User) -> Holding:
    made = PasswordLink.objects.filter(made_by=user).count()
    return Holding(_("Tautan kata sandi yang dibuat untuk orang lain"), "accounts_passwordlink", made)


def _factors(user: User) -> Holding:
    rows: list[dict[str, Value]] = [
        {_("jenis"): str(one.get_type_display()), _("dipasang"): one.created_at}
        for one in Authenticator.objects.filter(user=user)
    ]
    return Holding(_("Faktor kedua"), "mfa_authenticator", len(rows), rows)


def _sessions(user: User) -> Holding:
    rows: list[dict[str, Value]] = [
        {_("peramban"): browser_name(one.browser), _("masuk"): one.signed_in_at}
        for one in OpenSession.objects.filter(user=user)
    ]
    return Holding(_("Sesi"), "accounts_opensession, django_session", len(rows), rows)


def _deeds(user: User) -> Holding:
    return Holding(_("Perbuatan yang dicatat"), "audit_auditentry", AuditEntry.objects.filter(actor=user).count())


ACCOUNTS = PersonalData("accounts", holdings, erase_account, obstacles, find)
