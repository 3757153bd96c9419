"""For every action: how it is tried on a record of village A or office X, and who may, by the rules stated again.

A new action without a line here fails. Those in UNASKED ask no one, each for the reason given.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import uuid6
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from pimpasa.accounts import actions as accounts
from pimpasa.accounts.breaches import actions as breaches
from pimpasa.accounts.breaches.models import BreachReport
from pimpasa.accounts.bulk import NewPosting
from pimpasa.accounts.invitations import Offer
from pimpasa.accounts.models import SecondFactorRestoration, User
from pimpasa.accounts.postings import Place
from pimpasa.fieldwork.activities import actions as activities
from pimpasa.fieldwork.activities.models import FollowUp
from pimpasa.fieldwork.activities.tests.make import new_activity, sent_photo
from pimpasa.fieldwork.findings import actions as findings
from pimpasa.fieldwork.findings.kinds import Check
from pimpasa.fieldwork.findings.tests.make import new_finding, sent_pdf
from pimpasa.fieldwork.register.actions import assignments, decrees, officers, villages
from pimpasa.fieldwork.register.imports import actions as imports
from pimpasa.fieldwork.register.imports import asking
from pimpasa.fieldwork.register.models import Assignment
from pimpasa.fieldwork.register.tests.make import LAUNCHED, SIGNED, make_programme
from pimpasa.fieldwork.tests.access.rules import (
    ADMIN,
    AGENT,
    AUDITOR,
    HEADS,
    OFFICER,
    STAFF_AND_HEADS,
    WRITERS,
    A,
    Rule,
    X,
    acts_on_finding,
    anywhere,
    at_office,
    in_some_village,
    in_village,
    in_village_of_office,
    only,
)
from pimpasa.fieldwork.tests.access.world import AGREED, FREE, PROPOSED, SENDER, SPARE, World
from pimpasa.regions.jurisdictions import actions as jurisdictions
from pimpasa.regions.models import OfficeJurisdiction, Region
from pimpasa.regions.sheets import actions as sheets

YEAR_START = date(2025, 1, 1)
LIST = b"Nama;Surel\nAda;ada@contoh.id\n"


@dataclass(frozen=True)
class Deed:
    may: Rule
    do: Callable[[World, User], Any]


def village_deed(roles: frozenset[str], do: Callable[[World, User], Any], village: str = A) -> Deed:
    return Deed(in_village(roles, village), do)


def office_deed(roles: frozenset[str], do: Callable[[World, User], Any]) -> Deed:
    return Deed(at_office(roles, X), do)


def place() -> Region:
    return Region.objects.get(pk=A)


def now() -> dict[str, Any]:
    return {"version": None, "happened_on": timezone.localdate()}


def agree_after(asker: str) -> Callable[[World, User], None]:
    """The second word, after the first by this asker."""

    def agree(world: World, by: User) -> None:
        soon = timezone.now() + timedelta(hours=1)
        wish = {"asked_by": world.row("asker", asker), "expires_at": soon}
        SecondFactorRestoration.objects.create(user=world.row("person"), **wish)
        try:
            accounts.agree_to_restoration(world.row("person"), by=by)
        except ValidationError as refused:
            raise PermissionDenied from refused

    return agree


def read_checked(world: World):
    """An import of office X that waits for a decision."""
    kept = world.row("import", X)
    kept.counts = {"rows": 0, "checked": 0}
    return kept


def statement() -> sheets.NewStatement:
    return sheets.NewStatement(uuid6.uuid7(), "hours", "08.00-15.00", "uji", timezone.localdate())


ACCOUNTS = {
    "grant": village_deed(
        STAFF_AND_HEADS, lambda w, by: accounts.grant(w.row("person", SPARE), AGENT, area=place(), by=by)
    ),
    "grant_many": village_deed(
        STAFF_AND_HEADS,
        lambda w, by: accounts.grant_many([NewPosting(w.row("person", SPARE), AGENT, Place(area=place()))], by=by),
    ),
    "end_posting": village_deed(STAFF_AND_HEADS, lambda w, by: accounts.end_posting(w.row("posting"), by=by)),
    "invite": village_deed(HEADS, lambda w, by: accounts.invite(Offer("Baru", AGENT, Place(area=place())), by=by)),
    "make_password_link": village_deed(HEADS, lambda w, by: accounts.make_password_link(w.row("person"), by=by)),
    "withdraw_invitation": village_deed(
        STAFF_AND_HEADS, lambda w, by: accounts.withdraw_invitation(w.row("invitation"), by=by)
    ),
    "ask_restoration": village_deed(STAFF_AND_HEADS, lambda w, by: accounts.ask_restoration(w.row("person"), by=by)),
    "agree_to_restoration": village_deed(STAFF_AND_HEADS, agree_after("head")),
    "agree_to_restoration after staff": village_deed(HEADS, agree_after("staff")),
}
REGIONS = {
    "sheets.enter_statement": office_deed(
        STAFF_AND_HEADS, lambda w, by: sheets.enter_statement(w.row("office", X), statement(), by=by)
    ),
    "sheets.withdraw_statement": office_deed(
        STAFF_AND_HEADS, lambda w, by: sheets.withdraw_statement(w.row("statement", X), reason="Salah", by=by)
    ),
    "jurisdictions.decide_jurisdiction": office_deed(
        HEADS,
        lambda w, by: jurisdictions.decide_jurisdiction(
            OfficeJurisdiction.objects.get(office=X), verdict="confirmed", reason="Surat kantor", by=by
        ),
    ),
}
DECREE = decrees.DecreeText("W.11-002", SIGNED, "Uji")
REGISTER = {
    "decrees.record_decree": office_deed(
        STAFF_AND_HEADS, lambda w, by: decrees.record_decree(w.row("office", X), DECREE, by=by)
    ),
    "decrees.change_decree": office_deed(
        STAFF_AND_HEADS, lambda w, by: decrees.change_decree(w.row("decree"), DECREE, version=None, by=by)
    ),
    "villages.propose_village": Deed(
        in_village_of_office(STAFF_AND_HEADS, FREE, X),
        lambda w, by: villages.propose_village(Region.objects.get(pk=FREE), w.row("office", X), None, by=by),
    ),
    "villages.describe_village": village_deed(
        STAFF_AND_HEADS | {OFFICER},
        lambda w, by: villages.describe_village(w.row("village"), villages.Description(), version=None, by=by),
    ),
    "villages.agree_village": village_deed(
        STAFF_AND_HEADS, lambda w, by: villages.agree_village(w.row("village", PROPOSED), by=by, **now()), PROPOSED
    ),
    "villages.activate_village": village_deed(
        HEADS,
        lambda w, by: villages.activate_village(
            w.row("village", AGREED), version=None, decree=w.row("decree"), launched_on=LAUNCHED, by=by
        ),
        AGREED,
    ),
    "villages.declare_independent": village_deed(
        HEADS, lambda w, by: villages.declare_independent(w.row("village"), reason="Mandiri", by=by, **now())
    ),
    "villages.end_village": village_deed(
        HEADS, lambda w, by: villages.end_village(w.row("village"), reason="Pemekaran", by=by, **now())
    ),
    "villages.add_programme": Deed(
        in_some_village(STAFF_AND_HEADS), lambda w, by: villages.add_programme("Desa Migran Emas", by=by)
    ),
    "villages.close_programme": Deed(
        in_some_village(STAFF_AND_HEADS), lambda w, by: villages.close_programme(make_programme(), by=by)
    ),
    "officers.record_officer": office_deed(
        STAFF_AND_HEADS,
        lambda w, by: officers.record_officer("baru@contoh.id", officers.NamePlate("Baru"), w.row("office", X), by=by),
    ),
    "officers.change_officer": office_deed(
        STAFF_AND_HEADS,
        lambda w, by: officers.change_officer(w.row("officer"), officers.NamePlate("Baru"), version=None, by=by),
    ),
    "officers.renew_code": office_deed(
        STAFF_AND_HEADS, lambda w, by: officers.renew_code(w.row("officer"), version=None, by=by)
    ),
    "officers.withdraw_officer": office_deed(
        HEADS,
        lambda w, by: officers.withdraw_officer(
            w.row("officer"), version=None, last_day=timezone.localdate(), reason="Pindah", by=by
        ),
    ),
    "officers.record_inauguration": office_deed(
        STAFF_AND_HEADS,
        lambda w, by: officers.record_inauguration(w.row("decree"), YEAR_START, "", w.row("office", X), by=by),
    ),
    "officers.inaugurate": office_deed(
        STAFF_AND_HEADS,
        lambda w, by: officers.inaugurate(w.row("inauguration"), [w.row("officer", SPARE)], by=by),
    ),
    "assignments.assign": village_deed(
        STAFF_AND_HEADS, lambda w, by: assignments.assign(w.row("officer", SPARE), w.row("village"), by=by)
    ),
    "assignments.end_assignment": village_deed(
        STAFF_AND_HEADS, lambda w, by: assignments.end_assignment(w.row("assignment"), version=None, by=by)
    ),
    "assignments.end_all": village_deed(
        STAFF_AND_HEADS,
        lambda w, by: assignments.end_all(
            Assignment.objects.filter(pk=w.row("assignment").pk), last_day=timezone.localdate(), by=by
        ),
    ),
    "imports.read_import": office_deed(
        STAFF_AND_HEADS,
        lambda w, by: imports.read_import(imports.Upload("officers", "a.csv", LIST), w.row("office", X), by=by),
    ),
    "imports.apply_import": office_deed(STAFF_AND_HEADS, lambda w, by: imports.apply_import(read_checked(w), by=by)),
    "imports.discard_import": office_deed(
        STAFF_AND_HEADS, lambda w, by: imports.discard_import(w.row("import", X), by=by)
    ),
    "imports.resolve_doubt": office_deed(
        STAFF_AND_HEADS, lambda w, by: imports.resolve_doubt(w.row("doubt", X), None, by=by)
    ),
    "asking.ask_to_apply": office_deed(STAFF_AND_HEADS, lambda w, by: asking.ask_to_apply(read_checked(w), by=by)),
}
ACTIVITIES = {
    "log_activity": village_deed(WRITERS, lambda w, by: activities.log_activity(new_activity(), by=by)),
    "correct_activity": village_deed(
        WRITERS, lambda w, by: activities.correct_activity(w.row("activity"), new_activity(), by=by)
    ),
    "add_photo": village_deed(
        WRITERS,
        lambda w, by: activities.add_photo(
            w.row("activity"), sent_photo(size=(60, 60)), key=uuid6.uuid7(), is_sign_up_sheet=False, by=by
        ),
    ),
    "remove_photo": village_deed(
        WRITERS, lambda w, by: activities.remove_photo(w.row("photo"), w.row("activity"), reason="mistake", by=by)
    ),
    "add_follow_up": village_deed(
        WRITERS,
        lambda w, by: activities.add_follow_up(
            w.row("activity"), "Antar", timezone.localdate(), key=uuid6.uuid7(), by=by
        ),
    ),
    "finish_follow_up": village_deed(
        WRITERS,
        lambda w, by: activities.finish_follow_up(
            FollowUp.objects.get(pk=w.row("follow-up").pk), w.row("activity"), by=by
        ),
    ),
}
CHECKS = tuple(Check.values)
SENDERS = frozenset({AGENT, OFFICER})
HANDLED = {"section": "inteldakim", "intervention": "checking"}
FINDINGS = {
    "send_finding": village_deed(SENDERS, lambda w, by: findings.send_finding(new_finding(), by=by)),
    "complete_finding": Deed(
        only(SENDER, in_village(SENDERS, A)),
        lambda w, by: findings.complete_finding(w.row("returned-finding"), new_finding(), version=1, by=by),
    ),
    "return_finding": Deed(
        acts_on_finding(A), lambda w, by: findings.return_finding(w.row("finding"), note="RT?", version=1, by=by)
    ),
    "verify_finding": Deed(
        acts_on_finding(A, trafficking=True),
        lambda w, by: findings.verify_finding(w.row("trafficking-finding"), checks=CHECKS, version=1, by=by),
    ),
    "handle_finding": Deed(
        acts_on_finding(A),
        lambda w, by: findings.handle_finding(w.row("verified-finding"), version=1, by=by, **HANDLED),
    ),
    "close_finding": Deed(
        acts_on_finding(A),
        lambda w, by: findings.close_finding(w.row("handled-finding"), note="Selesai", version=1, by=by),
    ),
    "reject_finding": Deed(
        acts_on_finding(A, past_officer=True),
        lambda w, by: findings.reject_finding(w.row("past-officer-finding"), note="Bukan", version=1, by=by),
    ),
    "add_file": Deed(
        only(SENDER, in_village(SENDERS, A)),
        lambda w, by: findings.add_file(w.row("finding"), sent_pdf(), key=uuid6.uuid7(), by=by),
    ),
}


KEEPERS, READERS = anywhere(frozenset({ADMIN})), anywhere(frozenset({ADMIN, AUDITOR}))


def leak() -> dict[str, Any]:
    now = timezone.now()
    times = {"began_at": now, "ended_at": now, "found_at": now}
    empty = dict.fromkeys(breaches.FIELDS, "")
    return (
        empty | times | {"what_happened": "Laptop hilang", "data_kinds": "nama", "reach": BreachReport.Reach.SESSIONS}
    )


BREACHES = {
    "report_breach": Deed(KEEPERS, lambda w, by: breaches.report_breach(leak(), by=by)),
    "change_breach": Deed(KEEPERS, lambda w, by: breaches.change_breach(w.row("breach"), leak(), version=1, by=by)),
    "note_told": Deed(
        KEEPERS, lambda w, by: breaches.note_told(w.row("breach"), "Warga", "surat", timezone.now(), by=by)
    ),
    "move_breach": Deed(KEEPERS, lambda w, by: breaches.move_breach(w.row("breach"), "closed", version=1, by=by)),
    "list_affected": Deed(READERS, lambda w, by: breaches.list_affected(w.row("breach"), by=by)),
}


def named(part: str, deeds: dict[str, Deed]) -> dict[str, Deed]:
    return {f"{part}.{name}": deed for name, deed in deeds.items()}


DEEDS: dict[str, Deed] = (
    named("accounts", ACCOUNTS)
    | named("breaches", BREACHES)
    | named("regions", REGIONS)
    | named("register", REGISTER)
    | named("activities", ACTIVITIES)
    | named("findings", FINDINGS)
)
UNASKED = {
    "breaches.incident_of": "no deed: what a report says",
    "accounts.accept_invitation": "the token asks: whoever holds it was invited",
    "accounts.open_account": "an account gives no rights; the action that opens one for somebody asks",
    "accounts.open_accounts": "as open_account",
    "accounts.close_account": "the operator's command alone",
    "accounts.remove_second_factor": "the operator's command, and the second word of a restoration, which asks",
    "accounts.restore_password": "the token asks; whoever made it is asked again",
    "accounts.set_password": "the operator's command, and the restoration of a password, which asks",
    "accounts.sign_out_elsewhere": "one's own sessions",
    "register.officers.account_of": "an account gives no rights; record_officer asks",
    "register.imports.check_more": "creates nothing; its page asks for the import among one's own",
    "register.imports.checked_rows": "reads only, as far as the importing person reaches",
    "register.imports.checking": "as check_more",
    "register.imports.require_checked": "no deed: a condition",
    "register.assignments.check_pair": "no deed: a condition",
    "findings.note_reading": "writes down that somebody read, whoever it was",
}
