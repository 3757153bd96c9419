"""The first page, put together from one block for each role that the person holds."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from pimpasa.accounts.models import User
from pimpasa.foundation.panels import StaffPanel, staff_panels
from pimpasa.foundation.roles import Role
from pimpasa.insight.due.lines import Line
from pimpasa.insight.due.listing import Due, due_for
from pimpasa.insight.start import offices, villages, watchers
from pimpasa.insight.start.blocks import Block, Link, Number

SHOWN = 5
# In this order; the first that the person holds gives the main button. What two roles share is made once.
BLOCKS: list[tuple[frozenset[Role], Callable[[Due], Block]]] = [
    (frozenset({Role.OFFICER}), villages.officer_block),
    (frozenset({Role.OFFICE_STAFF, Role.OFFICE_HEAD}), offices.office_block),
    (frozenset({Role.VILLAGE_AGENT}), villages.agent_block),
    (frozenset({Role.REGIONAL_OFFICE}), offices.region_block),
    (frozenset({Role.ANALYST}), watchers.analyst_block),
    (frozenset({Role.AUDITOR}), watchers.auditor_block),
    (frozenset({Role.ADMINISTRATOR}), watchers.administrator_block),
]


@dataclass(frozen=True)
class Section:
    title: str | Promise
    links: list[Link]


@dataclass(frozen=True)
class StartPage:
    numbers: list[Number]
    main: Link | None
    lines: list[Line]
    more: int
    has_due: bool
    sections: list[Section]
    panels: list[StaffPanel]


def start_page(user: User) -> StartPage:
    due = due_for(user)
    blocks = [make(due) for roles, make in BLOCKS if roles & due.desk.roles]
    mains = [block.main for block in blocks]
    first = due.first
    return StartPage(
        numbers=list(dict.fromkeys(number for block in blocks for number in block.numbers)),
        main=mains[0] if mains else None,
        lines=first[:SHOWN],
        more=len(first) - len(first[:SHOWN]),
        has_due=any(block.has_due for block in blocks),
        sections=_sections(blocks),
        panels=staff_panels(user),
    )


def _sections(blocks: list[Block]) -> list[Section]:
    """Each block's links under its title; the main acts of further roles stand first in theirs."""
    found = []
    seen: set[str] = {blocks[0].main.url} if blocks else set()
    for block in blocks:
        links = [link for link in (block.main, *block.links) if link.url not in seen]
        seen |= {link.url for link in links}
        found.append(Section(block.title, links))
    return [section for section in found if section.links]
