"""For every list: which of the records in the world it should show, by the rules stated again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from pimpasa.accounts.breaches.models import BreachReport
from pimpasa.accounts.people import open_invitations, people_visible_to, postings_visible_to
from pimpasa.fieldwork.activities.models import Activity, ActivityPhoto, FollowUp
from pimpasa.fieldwork.findings.models import Finding
from pimpasa.fieldwork.register.models import (
    Assignment,
    AssistedVillage,
    Decree,
    DoubtfulVillage,
    Import,
    Inauguration,
    Officer,
)
from pimpasa.fieldwork.tests.access.rules import (
    ADMIN,
    AGENT,
    AUDITOR,
    EVERYONE,
    HEADS,
    OFFICE_IN,
    OFFICE_OF,
    OFFICER,
    STAFF_AND_HEADS,
    WRITERS,
    A,
    Rule,
    acts_on_finding,
    anywhere,
    at_office,
    either,
    in_village,
    only,
)
from pimpasa.fieldwork.tests.access.world import SENDER
from pimpasa.regions.jurisdictions.queries import within_reach

BEYOND_THE_VILLAGE = EVERYONE - {AGENT}
OVERSEERS = frozenset({"regional_office", "administrator"})
SEE_ACTIVITIES = WRITERS | OVERSEERS | {AGENT, AUDITOR}


@dataclass(frozen=True)
class Listing:
    """`shows` gives the queryset of a person, `rule` who sees the record of that village or office."""

    kind: str
    shows: Callable[[Any], Any]
    rule: Callable[[str], Rule]
    codes: tuple[str, ...] = tuple(OFFICE_OF)


def by_village(kind: str, rows: Any, roles: frozenset[str]) -> Listing:
    return Listing(kind, rows, lambda code: in_village(roles, code))


def by_office(kind: str, rows: Any, roles: frozenset[str]) -> Listing:
    return Listing(kind, rows, lambda code: at_office(roles, code), tuple(OFFICE_IN))


def of_office_or_village(roles: frozenset[str]) -> Callable[[str], Rule]:
    """By the office that the record belongs to, or by its own village."""
    return lambda code: either(at_office(roles, OFFICE_OF[code]), in_village(roles, code))


def of_office_or_its_villages(roles: frozenset[str]) -> Callable[[str], Rule]:
    """What all villages of one office share."""

    def rule(code: str) -> Rule:
        alike = [village for village, office in OFFICE_OF.items() if office == OFFICE_OF[code]]
        return either(at_office(roles, OFFICE_OF[code]), *(in_village(roles, village) for village in alike))

    return rule


# What a state changes nothing about is tried once.
FINDING_KINDS = ("finding", "trafficking-finding", "past-officer-finding")


def sent(code: str) -> Rule:
    return only(SENDER, in_village(frozenset({AGENT, OFFICER}), code))


def acting(kind: str) -> Callable[[str], Rule]:
    hides = {"trafficking": kind == "trafficking-finding", "past_officer": kind == "past-officer-finding"}
    return lambda code: acts_on_finding(code, **hides)


def finding_lists() -> dict[str, Listing]:
    lists: dict[str, Listing] = {}
    for kind in FINDING_KINDS:
        acts = acting(kind)
        lists[f"Finding.visible_to {kind}"] = Listing(kind, Finding.objects.visible_to, seen_or_sent(acts))
        lists[f"Finding.for_acting {kind}"] = Listing(kind, Finding.objects.for_acting, acts)
        lists[f"Finding.sent_by {kind}"] = Listing(kind, Finding.objects.sent_by, sent)
    return lists


def seen_or_sent(acts: Callable[[str], Rule]) -> Callable[[str], Rule]:
    return lambda code: either(acts(code), sent(code))


def waiting_jurisdictions(user: Any) -> list[Any]:
    return [one.row for one in within_reach(user)]


LISTS: dict[str, Listing] = {
    "AssistedVillage.visible_to": by_village("village", AssistedVillage.objects.visible_to, EVERYONE),
    "Assignment.visible_to": by_village("assignment", Assignment.objects.visible_to, EVERYONE),
    "Officer.visible_to": Listing("officer", Officer.objects.visible_to, of_office_or_village(EVERYONE)),
    "Decree.visible_to": Listing("decree", Decree.objects.visible_to, of_office_or_its_villages(BEYOND_THE_VILLAGE)),
    "Inauguration.visible_to": Listing(
        "inauguration", Inauguration.objects.visible_to, of_office_or_its_villages(BEYOND_THE_VILLAGE)
    ),
    "Import.visible_to": by_office("import", Import.objects.visible_to, STAFF_AND_HEADS),
    "DoubtfulVillage.visible_to": by_office("doubt", DoubtfulVillage.objects.visible_to, STAFF_AND_HEADS),
    "Activity.visible_to": by_village("activity", Activity.objects.visible_to, SEE_ACTIVITIES),
    "Activity.for_writing": by_village("activity", Activity.objects.for_writing, WRITERS),
    "ActivityPhoto.visible_to": by_village("photo", ActivityPhoto.objects.visible_to, WRITERS | OVERSEERS),
    "FollowUp.visible_to": by_village("follow-up", FollowUp.objects.visible_to, SEE_ACTIVITIES),
    **finding_lists(),
    "BreachReport.visible_to": Listing(
        "breach", BreachReport.objects.visible_to, lambda _code: anywhere(frozenset({ADMIN, AUDITOR})), (A,)
    ),
    "people_visible_to": by_village("person", people_visible_to, STAFF_AND_HEADS),
    "postings_visible_to": by_village("posting", postings_visible_to, STAFF_AND_HEADS),
    "open_invitations": by_village("invitation", open_invitations, STAFF_AND_HEADS),
    "jurisdictions within_reach": by_office("jurisdiction", waiting_jurisdictions, HEADS),
}
ASKING = ("visible_to", "for_writing", "for_acting", "sent_by")
PARTS = ("accounts", "regions", "fieldwork")


def all_lists() -> set[str]:
    """Every question that a queryset of these parts answers for a person."""
    models = [model for part in PARTS for model in apps.get_app_config(part).get_models()]
    return {
        f"{model.__name__}.{name}" for model in models for name in ASKING if hasattr(model._default_manager.all(), name)
    }


def shown(listing: Listing, world: Any, user: Any) -> set[str]:
    found = listing.shows(user)
    keys = set(found.values_list("pk", flat=True) if isinstance(found, QuerySet) else [one.pk for one in found])
    return {code for code in listing.codes if world.row(listing.kind, code).pk in keys}
