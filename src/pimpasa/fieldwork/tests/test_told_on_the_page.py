"""On every page that changes a record: whoever is second is told what is there now and keeps what was typed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import uuid6
from django.urls import reverse
from django.utils import timezone

from pimpasa.accounts.tests.make import make_agent, make_sari, make_wati
from pimpasa.fieldwork.activities.actions import correct_activity
from pimpasa.fieldwork.activities.models import Activity
from pimpasa.fieldwork.activities.tests.make import make_activity, new_activity
from pimpasa.fieldwork.findings.actions import reject_finding, return_finding
from pimpasa.fieldwork.findings.tests.make import make_finding
from pimpasa.fieldwork.register.actions.assignments import end_assignment
from pimpasa.fieldwork.register.actions.decrees import DecreeText, change_decree
from pimpasa.fieldwork.register.actions.officers import NamePlate, change_officer
from pimpasa.fieldwork.register.actions.villages import Description, describe_village, end_village
from pimpasa.fieldwork.register.tests.make import (
    LAUNCHED,
    SIGNED,
    make_assignment,
    make_assisted_village,
    make_decree,
    make_officer,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
FIRST = {"version": None, "by": None}
MINE = "Ketikan saya"


def change_decree_first(row: Any) -> None:
    change_decree(row, DecreeText(row.number, SIGNED, "Judul baru"), **FIRST)


def describe_first(row: Any) -> None:
    describe_village(row, Description({"border": "Bukti baru"}, certificate_number="P-99"), **FIRST)


def end_village_first(row: Any) -> None:
    end_village(row, happened_on=TODAY(), reason="Pemekaran", **FIRST)


def rename_first(row: Any) -> None:
    change_officer(row, NamePlate("Nama Baru"), **FIRST)


def end_assignment_first(row: Any) -> None:
    end_assignment(row, last_day=TODAY() + timedelta(days=3), **FIRST)


def move(step: str, state: str, **typed: Any) -> tuple[Any, ...]:
    sent = {"happened_on": TODAY(), "reason": MINE, **typed}
    return (
        "assisted-village-move",
        {"step": step},
        lambda: make_assisted_village(state=state),
        end_village_first,
        sent,
        "berakhir",
    )


def assigned() -> Any:
    return make_assignment(make_officer(), make_assisted_village())


PAGES: dict[str, tuple[Any, ...]] = {
    "decree": (
        "decree-edit",
        {},
        make_decree,
        change_decree_first,
        {"number": "W.3", "dated_on": SIGNED, "subject": MINE},
        "Judul baru",
    ),
    "description": (
        "assisted-village-describe",
        {},
        make_assisted_village,
        describe_first,
        {"criterion_border": MINE, "signal": "slow"},
        "P-99",
    ),
    "agreeing": move("sepakat", "proposed"),
    "independence": move("mandiri", "active"),
    "end": move("akhiri", "active"),
    "officer": ("officer-edit", {}, make_officer, rename_first, {"printed_name": MINE}, "Nama Baru"),
    "withdrawal": ("officer-withdraw", {}, make_officer, rename_first, {"last_day": TODAY(), "reason": MINE}, ""),
    "assignment": ("assignment-end", {}, assigned, end_assignment_first, {"last_day": "2030-01-01"}, ""),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_second_is_told_and_keeps_what_was_typed(client, name):
    page, more, make, change_first, typed, now = PAGES[name]
    client.force_login(make_wati())
    row = make()
    seen = row.version
    change_first(row)
    answer = client.post(reverse(page, kwargs={"pk": row.pk, **more}), {"version": seen, **typed})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Orang lain baru saja mengubah catatan ini." in text
    assert now in text
    assert (MINE if MINE in map(str, typed.values()) else "2030-01-01") in text
    row.refresh_from_db()
    assert f'name="version" value="{row.version}"' in text


def test_who_corrects_an_entry_that_another_corrected_sees_the_new_one_and_keeps_the_words(client):
    sari = make_sari()
    earlier = make_activity(sari)
    latest = correct_activity(earlier, new_activity(summary="Kata orang lain", kind="other"), by=sari)
    client.force_login(sari)
    address = reverse("activity-correct", args=[earlier.pk])
    text = client.post(address, activity_form(MINE)).content.decode()
    assert "Orang lain baru saja membetulkan catatan ini." in text
    assert "Kata orang lain" in text
    assert MINE in text
    again = reverse("activity-correct", args=[latest.pk])
    assert f'action="{again}"' in text
    assert client.post(again, activity_form(MINE)).status_code == 302
    assert Activity.objects.current().get().words.summary == MINE
    assert client.get(address).status_code == 302


def activity_form(summary: str) -> dict[str, Any]:
    new = new_activity()
    when = timezone.localtime(new.occurred_at).strftime("%Y-%m-%dT%H:%M")
    key = str(uuid6.uuid7())
    return {"id": key, "kind": new.kind, "village": new.village.pk, "occurred_at": when, "summary": summary}


STEPS: dict[str, tuple[str, Callable[..., Any]]] = {
    "rejected": ("rejected", return_finding),
    "returned": ("returned", reject_finding),
}


@pytest.mark.parametrize("name", STEPS)
def test_who_steps_second_is_told_which_step_came_first(client, name):
    state, first = STEPS[name]
    sari, wati, agent = make_sari(), make_wati(), make_agent()
    finding = make_finding(agent)
    first(finding, note="Catatan orang lain", version=1, by=sari)
    client.force_login(wati)
    text = client.post(reverse("finding-step", args=[finding.pk, state]), {"version": 1, "note": MINE}).content.decode()
    assert "Orang lain lebih dulu." in text
    assert "Catatan orang lain" in text
    assert MINE in text


def test_a_sender_whose_finding_was_rejected_meanwhile_keeps_what_was_typed(client):
    sari, agent = make_sari(), make_agent()
    finding = return_finding(make_finding(agent), note="RT?", version=1, by=sari)
    client.force_login(agent)
    reject_finding(finding, note="Bukan", version=2, by=sari)
    when = timezone.localtime(finding.occurred_at).strftime("%Y-%m-%dT%H:%M")
    typed = {"id": finding.pk, "village": finding.village_id, "occurred_at": when, "place": "RT 9", "what": MINE}
    text = client.post(reverse("finding-complete", args=[finding.pk]), {"version": 2, **typed}).content.decode()
    assert "temuan ini sekarang “ditolak”" in text
    assert MINE in text


def test_nothing_is_kept_of_a_second_assignment_alike(client):
    client.force_login(make_wati())
    first = assigned()
    key = "0190c9a0-0000-7000-8000-000000000009"
    typed = {"id": key, "officer": first.officer_id, "assisted_village": first.assisted_village_id}
    text = client.post(reverse("assignment-add"), typed | {"starts_on": LAUNCHED}).content.decode()
    assert "sudah bertugas di desa itu" in text
    assert f'value="{LAUNCHED.isoformat()}"' in text
