"""The way of an assisted village, and who may move it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from pimpasa.accounts.models import Posting
from pimpasa.accounts.tests.make import (
    VILLAGE_A,
    VILLAGE_B,
    VILLAGE_C,
    make_agent,
    make_budi,
    make_former,
    make_guessed,
    make_office,
    make_region,
    make_rini,
    make_sari,
    make_tono,
    make_wati,
)
from pimpasa.fieldwork.register.actions import villages as actions
from pimpasa.fieldwork.register.actions.villages import Description
from pimpasa.fieldwork.register.models import AssistedVillage
from pimpasa.fieldwork.register.tests.make import (
    LAUNCHED,
    SIGNED,
    make_assignment,
    make_assisted_village,
    make_decree,
    make_officer,
    make_programme,
)
from pimpasa.fieldwork.register.versions import ChangedMeanwhileError
from pimpasa.foundation.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
BORDER = Description({"border": "Satu jam dari pos lintas batas."})


def test_each_step_is_written_down_with_who_and_when():
    wati = make_wati()
    village = actions.propose_village(make_region(VILLAGE_A), make_office(), BORDER, by=wati, happened_on=SIGNED)
    actions.agree_village(village, version=1, happened_on=LAUNCHED, by=wati)
    changes = village.state_changes.values_list("from_state", "to_state", "happened_on", "by")
    assert list(changes) == [("", "proposed", SIGNED, wati.pk), ("proposed", "agreed", LAUNCHED, wati.pk)]
    assert AuditEntry.objects.filter(actor=wati, verb="village-agreed", object_id=str(village.pk)).exists()


def test_a_proposal_needs_a_criterion_with_its_evidence():
    place, office = make_region(VILLAGE_A), make_office()
    for description in (Description(), Description({"border": "  "})):
        with pytest.raises(ValidationError):
            actions.propose_village(place, office, description, by=None)
    assert not AssistedVillage.objects.exists()


def test_a_village_is_assisted_once_at_a_time_and_again_after_it_ended():
    village = make_assisted_village()
    with pytest.raises(ValidationError):
        actions.propose_village(village.village, village.office, BORDER, by=None)
    actions.end_village(village, version=None, happened_on=LAUNCHED, reason="Pemekaran", by=None)
    assert actions.propose_village(village.village, village.office, BORDER, by=None).state == "proposed"


def test_the_database_itself_refuses_a_second_one():
    village = make_assisted_village()
    with pytest.raises(IntegrityError), transaction.atomic():
        AssistedVillage.objects.create(village=village.village, office=village.office)


def test_the_same_key_proposes_once():
    village = make_assisted_village(state="proposed")
    again = actions.propose_village(village.village, village.office, BORDER, by=None, key=village.pk)
    assert (again, AssistedVillage.objects.count()) == (village, 1)


@pytest.mark.parametrize(
    ("state", "step"),
    [
        ("proposed", "independent"),
        ("agreed", "independent"),
        ("active", "agreed"),
        ("ended", "agreed"),
        ("ended", "ended"),
    ],
)
def test_no_step_is_left_out_or_gone_back(state, step):
    village = make_assisted_village(state=state)
    move = {"agreed": actions.agree_village, "independent": actions.declare_independent, "ended": actions.end_village}
    reason = {"reason": "x"}
    with pytest.raises(ValidationError):
        move[step](village, version=None, happened_on=LAUNCHED, by=None, **reason)


def test_a_village_is_not_launched_before_its_decree_nor_in_the_future():
    village, decree = make_assisted_village(state="agreed"), make_decree()
    for day in (SIGNED - timedelta(days=1), timezone.localdate() + timedelta(days=1)):
        with pytest.raises(ValidationError):
            actions.activate_village(village, version=None, decree=decree, launched_on=day, by=None)


def test_the_database_refuses_an_active_village_without_decree():
    village = make_assisted_village(state="agreed")
    with pytest.raises(IntegrityError), transaction.atomic():
        AssistedVillage.objects.filter(pk=village.pk).update(state="active")


def test_ending_needs_a_reason_and_ends_the_assignments_with_their_postings():
    village = make_assisted_village()
    assignment = make_assignment(make_officer(), village)
    with pytest.raises(ValidationError):
        actions.end_village(village, version=None, happened_on=timezone.localdate(), reason=" ", by=None)
    actions.end_village(
        village, version=None, happened_on=timezone.localdate() - timedelta(days=1), reason="Ya", by=None
    )
    assert not Posting.objects.in_force().filter(pk=assignment.posting_id).exists()


def test_the_population_is_kept_as_it_was_known_on_the_day():
    place = make_region(VILLAGE_A)
    place.population, place.figures_as_of = 3210, "2023"
    place.save()
    village = make_assisted_village()
    assert (village.population, village.population_as_of) == (3210, "2023")


def test_what_is_known_of_a_village_can_be_corrected_by_its_officer():
    village = make_assisted_village()
    programme = make_programme()
    new = Description({"remote": "120 km dari kantor."}, "slow", [programme])
    changed = actions.describe_village(village, new, version=village.version, by=make_sari())
    assert (changed.signal, list(changed.programmes.all())) == ("slow", [programme])
    assert [one.kind for one in changed.criteria.all()] == ["remote"]


def test_of_two_who_change_at_once_the_second_is_told():
    village = make_assisted_village()
    actions.describe_village(village, BORDER, version=village.version, by=None)
    with pytest.raises(ChangedMeanwhileError) as told:
        actions.describe_village(village, Description({"young": "Sensus"}), version=village.version, by=None)
    assert told.value.current.version == village.version + 1
    assert [one.kind for one in village.criteria.all()] == ["border"]


@pytest.mark.parametrize("who", [make_budi, make_tono, make_former, make_guessed, make_agent, make_rini])
def test_nobody_from_elsewhere_or_without_the_right_moves_or_describes_it(who):
    village, person = make_assisted_village(), who()
    for deed in (actions.declare_independent, actions.end_village):
        with pytest.raises(PermissionDenied):
            deed(village, version=None, happened_on=LAUNCHED, reason="x", by=person)
    with pytest.raises(PermissionDenied):
        actions.describe_village(village, BORDER, version=None, by=person)


def test_an_officer_describes_but_does_not_move():
    village, sari = make_assisted_village(), make_sari()
    with pytest.raises(PermissionDenied):
        actions.declare_independent(village, version=None, happened_on=LAUNCHED, reason="x", by=sari)


def test_an_office_proposes_only_within_its_area_and_for_itself():
    wati = make_wati()
    make_budi()
    with pytest.raises(PermissionDenied):
        actions.propose_village(make_region(VILLAGE_B), make_office("kanim-x"), BORDER, by=wati)
    with pytest.raises(PermissionDenied):
        actions.propose_village(make_region(VILLAGE_A), make_office("kanim-y", "33.02"), BORDER, by=wati)


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        (make_sari, {VILLAGE_A}),
        (make_budi, {VILLAGE_B}),
        (make_wati, {VILLAGE_A}),
        (make_agent, {VILLAGE_A}),
        (make_rini, {VILLAGE_A, VILLAGE_B, VILLAGE_C}),
        (make_tono, {VILLAGE_A, VILLAGE_B}),
        (make_former, set()),
        (make_guessed, set()),
    ],
)
def test_everyone_sees_the_villages_of_their_postings_only(who, seen):
    person = who()
    make_assisted_village(VILLAGE_A)
    make_assisted_village(VILLAGE_B, office="kanim-y")
    make_assisted_village(VILLAGE_C, office="kanim-z")
    assert set(AssistedVillage.objects.visible_to(person).values_list("village", flat=True)) == seen


def test_killed_in_the_middle_nothing_is_left(monkeypatch):
    def dies(*args, **kwargs):
        raise KeyboardInterrupt

    village = make_assisted_village()
    make_assignment(make_officer(), village)
    monkeypatch.setattr(actions, "end_all", dies)
    with pytest.raises(KeyboardInterrupt):
        actions.end_village(village, version=None, happened_on=date(2025, 1, 1), reason="x", by=None)
    village.refresh_from_db()
    assert (village.state, village.state_changes.filter(to_state="ended").count()) == ("active", 0)
