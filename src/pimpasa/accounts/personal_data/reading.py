from django.db import transaction

from pimpasa.accounts.models import User
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.personal_data import Holding, holdings_of


@transaction.atomic
def read_person(user: User, *, by: User | None) -> list[Holding]:
    """Everything held on the person. Somebody else's reading is an event; one's own is not."""
    holdings = holdings_of(user)
    if by != user:
        record(by, "read-person-data", user)
    return holdings
