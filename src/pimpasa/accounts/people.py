"""The people within someone's reach, and their postings as far as that person may see them."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from pimpasa.accounts.access import villages_where
from pimpasa.accounts.models import Invitation, Posting, PostingQuerySet, User
from pimpasa.accounts.policies import GRANT, SEE_PEOPLE
from pimpasa.accounts.postings import Place, reaches
from pimpasa.foundation.scope import Scope


def postings_visible_to(viewer: User) -> PostingQuerySet:
    return Posting.objects.filter(_within(villages_where(viewer, SEE_PEOPLE)))


def people_visible_to(viewer: User) -> QuerySet[User]:
    """Everyone with a posting within reach, past ones too; from the whole country also those without any."""
    scope = villages_where(viewer, SEE_PEOPLE)
    if scope.everywhere:
        return User.objects.all()
    return User.objects.filter(pk__in=Posting.objects.filter(_within(scope)).values("user"))


def with_postings(people: QuerySet[User], viewer: User) -> QuerySet[User]:
    """Each with `seen_postings`: what holds today or later, within the viewer's reach."""
    current = postings_visible_to(viewer).not_over(timezone.localdate()).select_related("area", "office")
    return people.prefetch_related(Prefetch("postings", current, to_attr="seen_postings"))


def open_invitations(viewer: User) -> QuerySet[Invitation]:
    waiting = Invitation.objects.filter(accepted_by=None, expires_at__gt=timezone.now())
    return waiting.filter(_within(villages_where(viewer, SEE_PEOPLE))).select_related("area", "office", "invited_by")


@dataclass(frozen=True)
class PostingRow:
    posting: Posting
    is_over: bool
    may_end: bool


def posting_rows(person: User, viewer: User) -> list[PostingRow]:
    """All that the viewer may see of the person's postings, each with what may be done."""
    rows = postings_visible_to(viewer).filter(user=person).select_related("area", "office")
    current = set(rows.not_over(timezone.localdate()).values_list("pk", flat=True))
    return [PostingRow(row, row.pk not in current, row.pk in current and may_end(viewer, row)) for row in rows]


def may_end(viewer: User, posting: Posting) -> bool:
    return viewer.pk != posting.user_id and reaches(viewer, GRANT[posting.role], Place(posting.area, posting.office))


def _within(scope: Scope) -> Q:
    return scope.condition("area__code") | Q(office__in=scope.offices) if not scope.everywhere else Q()
