"""Officers, their inauguration, and who serves which village: with a hand-over, a leave, gaps and too heavy a load."""

from collections import defaultdict
from datetime import date

from pimpasa.accounts.models import User
from pimpasa.accounts.postings import Place
from pimpasa.config.demonstration.people import Casting, give
from pimpasa.config.demonstration.places import Site
from pimpasa.config.demonstration.stage import HAND_OVER, HELPED, LEAVE, MAIN, UNSERVED, Stage
from pimpasa.fieldwork.register.models import Assignment, AssistedVillage, Decree, Inauguration, Officer
from pimpasa.foundation.roles import Role

ENLISTED, INAUGURATED, ASSIGNED = 425, 415, 405
VILLAGES_EACH = 2
LEFT, GAP = 120, 60
LEAVE_FROM, LEAVE_UNTIL = 9, -12
RANKS = {"": 3, "Analis Keimigrasian": 2, "Pemeriksa Keimigrasian": 2}


def inaugurate_officers(casting: Casting, decrees: dict[str, Decree]) -> None:
    for office, sites in _sites_by_office(casting.stage).items():
        number = max(1, round(len(sites) / VILLAGES_EACH)) + (office == HAND_OVER)
        officers = [_enlist(casting, sites[0], tried=office == MAIN and not one) for one in range(number)]
        casting.stage.officers[office] = officers
        _inaugurate(casting.stage, sites[0], decrees[office], officers)


def _sites_by_office(stage: Stage) -> dict[str, list[Site]]:
    found: dict[str, list[Site]] = defaultdict(list)
    for site in stage.places.sites:
        found[site.office.pk].append(site)
    return found


def _enlist(casting: Casting, site: Site, *, tried: bool) -> Officer:
    """As `record_officer`, by the office's head."""
    stage, head = casting.stage, casting.stage.heads[site.office.pk]
    at = stage.dice.working_time(stage.ago(ENLISTED))
    user = casting.open(Role.OFFICER, at, head, tried=tried)
    officer = Officer(
        id=stage.dice.key(at),
        user=user,
        printed_name=user.display_name,
        rank=stage.dice.one_of(RANKS),
        office=site.office,
        short_code=stage.dice.code(),
        recorded_at=at,
    )
    stage.ledger.deed(at, head, "record-officer", officer, office=site.office.pk)
    return stage.ledger.add(officer)


def _inaugurate(stage: Stage, site: Site, decree: Decree, officers: list[Officer]) -> None:
    """As `record_inauguration` and `inaugurate`."""
    at, head = stage.dice.working_time(stage.ago(INAUGURATED)), stage.heads[site.office.pk]
    held = Inauguration(
        id=stage.dice.key(at),
        held_on=at.date(),
        place="Peragaan: aula kantor",
        office=site.office,
        decree=decree,
        recorded_at=at,
    )
    stage.ledger.add(held)
    link = Inauguration.officers.through
    for officer in officers:
        stage.ledger.add(link(inauguration_id=held.pk, officer_id=officer.pk))
    stage.ledger.deed(at, head, "record-inauguration", held, office=site.office.pk, held_on=held.held_on)
    stage.ledger.deed(at, head, "inaugurate-officers", held, added=len(officers))


def assign_officers(stage: Stage) -> None:
    for office, sites in _sites_by_office(stage).items():
        if office not in (MAIN, HAND_OVER, LEAVE):
            _serve_in_turn(stage, sites, stage.officers[office])
    by_office = _sites_by_office(stage)
    _play_heavy_load(stage, by_office[MAIN], by_office[HELPED])
    _play_hand_over(stage, by_office[HAND_OVER])
    _play_leave(stage, by_office[LEAVE])


def _serve_in_turn(stage: Stage, sites: list[Site], officers: list[Officer]) -> None:
    for number, site in enumerate(sites):
        # The last village of these offices has nobody since two months ago.
        is_gap = site.office.pk in UNSERVED and number == len(sites) - 1
        assign(stage, site, officers[number % len(officers)], until=stage.ago(GAP) if is_gap else None)


def _play_heavy_load(stage: Stage, sites: list[Site], others: list[Site]) -> None:
    """The last officer of the main office helps wherever it has one, and in villages of the neighbouring office."""
    *usual, helper = stage.officers[MAIN]
    _serve_in_turn(stage, sites, usual)
    for site in [*sites[:-1], *others[:3]]:
        assign(stage, site, helper, since=stage.ago(45))


def _play_hand_over(stage: Stage, sites: list[Site]) -> None:
    """One officer leaves; the successor begins on the next day in the same villages."""
    leaver, successor, *others = stage.officers[HAND_OVER]
    for number, site in enumerate(sites):
        if number < VILLAGES_EACH:
            assign(stage, site, leaver, until=stage.ago(LEFT))
            assign(stage, site, successor, since=stage.ago(LEFT - 1))
        else:
            assign(stage, site, others[number % len(others)])
    _withdraw(stage, leaver)


def _withdraw(stage: Stage, officer: Officer) -> None:
    """As `withdraw_officer` on the last day."""
    officer.withdrawn_on, officer.withdrawal_reason = stage.ago(LEFT), "Peragaan: pindah tugas ke kantor lain."
    officer.version += 1
    at, office = stage.dice.working_time(officer.withdrawn_on, 15, 16), officer.office_id
    stage.ledger.deed(at, stage.heads[office], "withdraw-officer", officer, office=office, last_day=stage.ago(LEFT))


def _play_leave(stage: Stage, sites: list[Site]) -> None:
    """While the first officer is on leave, a colleague covers the same villages."""
    absent, colleague, *_others = stage.officers[LEAVE]
    _serve_in_turn(stage, sites, stage.officers[LEAVE])
    for assignment in [one for one in stage.assignments if one.officer == absent]:
        site = next(site for site in sites if site.village.pk == assignment.assisted_village.village_id)
        since, until = stage.ago(LEAVE_FROM), stage.ago(LEAVE_UNTIL)
        assign(stage, site, colleague, since=since, until=until, cover_for=assignment)


def assign(
    stage: Stage,
    site: Site,
    officer: Officer,
    *,
    since: date | None = None,
    until: date | None = None,
    cover_for: Assignment | None = None,
) -> None:
    """As `assign`; a village that has not begun has no officer, and one that ended had one until then."""
    village = stage.villages[site.village.pk]
    if village.launched_on is None:
        return
    if village.state == AssistedVillage.State.ENDED:
        until = stage.ended[site.village.pk]
    starts_on = since or stage.ago(ASSIGNED)
    at, by = stage.dice.working_time(starts_on, 7, 7), stage.keeper(site)
    number = village.decree.number if village.decree else ""
    period = {"starts_on": starts_on, "ends_on": until, "decree": number}
    posting = give(stage, officer.user, Role.OFFICER, Place(area=site.village), at, by, **period)
    row = Assignment(
        id=stage.dice.key(at),
        officer=officer,
        assisted_village=village,
        starts_on=starts_on,
        ends_on=until,
        decree=village.decree,
        cover_for=cover_for,
        posting=posting,
        recorded_at=at,
    )
    stage.ledger.deed(at, by, "assign-officer", row, officer=officer.pk, village=site.village.pk, since=starts_on)
    stage.assignments.append(stage.ledger.add(row))
    if until and until < stage.today:
        _note_end(stage, row, by)


def _note_end(stage: Stage, assignment: Assignment, by: User) -> None:
    """As `end_assignment` on the last day."""
    assert assignment.ends_on
    assignment.version += 1
    at, last_day = stage.dice.working_time(assignment.ends_on, 14, 15), assignment.ends_on
    posting = assignment.posting
    stage.ledger.deed(at, by, "end-posting", posting, user=posting.user_id, role=posting.role, last_day=last_day)
    stage.ledger.deed(at, by, "end-assignment", assignment, officer=assignment.officer_id, last_day=last_day)
