from django.db.models import Q, QuerySet

from pimpasa.accounts.access import villages_where
from pimpasa.accounts.models import Posting, User
from pimpasa.fieldwork.register.models import AssistedVillage
from pimpasa.foundation.access import Action, Person
from pimpasa.foundation.roles import Role
from pimpasa.regions.models import Region


def villages_within(user: Person, action: Action) -> QuerySet[Region]:
    """The villages to choose from: those of one's own posting, and the assisted ones of one's area."""
    scope = villages_where(user, action)
    assisted = AssistedVillage.objects.open().values("village")
    villages = Region.objects.villages().living().filter(Q(code__in=scope.areas) | Q(code__in=assisted))
    return scope.limit(villages).select_related("parent").order_by("name", "code")


def officers_of(villages: QuerySet[Region]) -> QuerySet[User]:
    """The people posted today as officers of these villages."""
    postings = Posting.objects.in_force().filter(role=Role.OFFICER, area__in=villages.order_by().values("code"))
    return User.objects.filter(pk__in=postings.values("user")).order_by("display_name")
