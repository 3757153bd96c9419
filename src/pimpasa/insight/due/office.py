"""What an office lacks: villages without an officer or a visit, decrees that run out, accounts that cannot be used."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pimpasa.accounts.models import Invitation, Posting, User
from pimpasa.accounts.second_factor import REAL_FACTORS
from pimpasa.fieldwork.register.models import Assignment, AssistedVillage, Decree, DoubtfulVillage, Officer
from pimpasa.fieldwork.register.queries import most_villages, with_load
from pimpasa.foundation.roles import SECOND_FACTOR_ROLES
from pimpasa.foundation.scope import Scope
from pimpasa.insight.due.lines import Group, Line, When, when_due
from pimpasa.insight.due.visits import Standing
from pimpasa.insight.due.words import long_day

SHOWN = 10
DECREE_DAYS = 60


def office_groups(scope: Scope, villages: list[Standing], today: date) -> list[Group]:
    """Each kind of gap within the offices' own reach, the most pressing first; what is in order is left out."""
    groups = (
        without_officer(villages),
        _decrees(scope, today),
        unvisited_by_officer(villages, today),
        _over_load(scope, today),
        _doubts(scope),
        _without_second_factor(scope),
        _invitations(scope),
    )
    return [group for group in groups if group.total]


def without_officer(villages: Iterable[Standing]) -> Group:
    lines = [_without_officer(one) for one in villages if not one.officers]
    return _group("without-officer", _("Desa tanpa Pimpasa"), lines, "assignments", _("Semua penugasan"))


def unvisited_by_officer(villages: Iterable[Standing], today: date) -> Group:
    """One line an officer, by name: who needs help, not who comes last."""
    held: dict[Officer, list[Standing]] = {}
    for one in villages:
        for officer in one.officers if one.is_unvisited(today) else ():
            held.setdefault(officer, []).append(one)
    by_name = sorted(held.items(), key=lambda item: item[0].printed_name)
    lines = [_unvisited(officer, found) for officer, found in by_name]
    return _group("unvisited", _("Desa belum dikunjungi tiga bulan"), lines, "officers", _("Semua Pimpasa"))


def _without_officer(one: Standing) -> Line:
    last = one.last_visit
    return Line(
        words=one.assisted.village.name,
        detail=_("Terakhir dikunjungi %(day)s.") % {"day": long_day(last)} if last else _("Belum pernah dikunjungi."),
        act=_("Tugaskan Pimpasa"),
        url=f"{reverse('assignment-add')}?desa={one.assisted.pk}",
    )


def _unvisited(officer: Officer, found: Sequence[Standing]) -> Line:
    words = ngettext("%(name)s: %(number)d desa", "%(name)s: %(number)d desa", len(found))
    return Line(
        words=words % {"name": officer.printed_name, "number": len(found)},
        detail=", ".join(one.assisted.village.name for one in found[:SHOWN]) + ("…" if found[SHOWN:] else ""),
        act=_("Lihat Pimpasa"),
        url=reverse("officer", args=[officer.pk]),
    )


def _decrees(scope: Scope, today: date) -> Group:
    """Those that end within two months, and those that ended while villages or assignments still rest on them."""
    resting = Exists(AssistedVillage.objects.at_work().filter(decree=OuterRef("pk"))) | Exists(
        Assignment.objects.in_force(today).filter(decree=OuterRef("pk"))
    )
    soon = Q(ends_on__gte=today, ends_on__lte=today + timedelta(days=DECREE_DAYS))
    rows = Decree.objects.filter(office__in=scope.offices).filter(soon | Q(resting, ends_on__lt=today))
    lines = [_decree(one, today) for one in rows.order_by("ends_on", "number")]
    return _group("decrees", _("SK yang habis atau hampir habis"), lines, "decrees", _("Semua SK"))


def _decree(one: Decree, today: date) -> Line:
    assert one.ends_on
    words = _("Berakhir %(day)s.") if one.ends_on >= today else _("Sudah berakhir %(day)s, masih dipakai.")
    return Line(
        words=one.number,
        detail=words % {"day": long_day(one.ends_on)},
        act=_("Buka SK"),
        url=one.get_absolute_url(),
        when=when_due(one.ends_on, today),
        due_on=one.ends_on,
    )


def _over_load(scope: Scope, today: date) -> Group:
    officers = with_load(Officer.objects.serving().filter(office__in=scope.offices), today)
    loaded: QuerySet[Any] = officers.filter(load__gt=most_villages()).order_by("printed_name", "pk")
    lines = [
        Line(
            words=one.printed_name,
            detail=_("Membina %(load)d desa, lebih dari %(most)d.") % {"load": one.load, "most": most_villages()},
            act=_("Lihat Pimpasa"),
            url=one.get_absolute_url(),
        )
        for one in loaded
    ]
    return _group("over-load", _("Pimpasa dengan terlalu banyak desa"), lines, "officers", _("Semua Pimpasa"))


def _doubts(scope: Scope) -> Group:
    rows = DoubtfulVillage.objects.filter(office__in=scope.offices).waiting()
    number = rows.count()
    lines = [
        Line(
            words=one.village,
            detail=one.reason,
            act=_("Pilih desanya"),
            url=reverse("doubtful-village", args=[one.pk]),
        )
        for one in rows[:SHOWN]
    ]
    title = _("Nama desa yang meragukan")
    return Group("doubts", title, lines, number, reverse("doubtful-villages"), _("Semua nama yang meragukan"))


def _without_second_factor(scope: Scope) -> Group:
    """People whose posting gives no right yet, since their account has no second factor."""
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=REAL_FACTORS)
    people = User.objects.filter(~Exists(factors), pk__in=_posted(scope).values("user"))
    lines = [
        Line(
            words=one.display_name,
            detail=_("Haknya baru berlaku sesudah faktor kedua dipasang."),
            act=_("Buka akunnya"),
            url=reverse("person", args=[one.pk]),
        )
        for one in people.order_by("display_name", "pk")
    ]
    return _group("second-factor", _("Belum memasang faktor kedua"), lines, "people", _("Semua orang"))


def _posted(scope: Scope) -> QuerySet[Posting]:
    needing = Posting.objects.in_force().filter(role__in=SECOND_FACTOR_ROLES)
    return needing.filter(scope.condition("area__code") | Q(office__in=scope.offices))


def _invitations(scope: Scope) -> Group:
    waiting = Invitation.objects.filter(accepted_by=None, expires_at__gt=timezone.now())
    here = waiting.filter(scope.condition("area__code") | Q(office__in=scope.offices))
    lines = [
        Line(
            words=one.display_name,
            detail=_("%(role)s. Undangan berlaku sampai %(day)s.")
            % {"role": one.get_role_display(), "day": long_day(timezone.localdate(one.expires_at))},
            act=_("Lihat undangan"),
            url=reverse("people"),
        )
        for one in here.order_by("expires_at")
    ]
    return _group("invitations", _("Undangan belum diterima"), lines, "people", _("Semua orang"))


def _group(key: str, title: str | Promise, lines: list[Line], page: str, words: str | Promise) -> Group:
    urgent_first = sorted(lines, key=lambda line: line.when is not When.LATE)
    return Group(key, title, urgent_first[:SHOWN], len(lines), reverse(page), words)
