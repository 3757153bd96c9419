"""Decrees, and each village's way from proposed to where it stands today."""

from dataclasses import dataclass
from datetime import date, timedelta

from pimpasa.config.demonstration.places import Site
from pimpasa.config.demonstration.stage import HELPED, RUNNING_OUT, UNSERVED, Stage
from pimpasa.fieldwork.register.models import AssistedVillage, Criterion, Decree, StateChange
from pimpasa.regions.models import ImmigrationOffice

State = AssistedVillage.State
Kind = Criterion.Kind
DECREED, LAUNCHED = 430, 410
RUNS_OUT_IN = 35
SUBJECT = "Peragaan: penetapan desa binaan dan pengukuhan Pimpasa"
REASONS = {
    Kind.MIGRANTS: "Peragaan: banyak keluarga punya anggota yang bekerja di luar negeri.",
    Kind.BORDER: "Peragaan: dermaga kecil dekat perbatasan.",
    Kind.REMOTE: "Peragaan: perjalanan ke kantor imigrasi lebih dari dua jam.",
    Kind.YOUNG: "Peragaan: banyak lulusan baru mencari kerja.",
    Kind.PASSPORT_DEMAND: "Peragaan: banyak warga bertanya tentang paspor.",
    Kind.MIGRANT_GROUP: "Peragaan: ada kelompok mantan pekerja migran.",
    Kind.FOREIGN_WORKERS: "Peragaan: ada tempat kerja dengan pekerja asing.",
}
# How far a village of those outside the stories has come, and how often.
STATES = {State.ACTIVE: 16, State.PROPOSED: 2, State.AGREED: 2, State.INDEPENDENT: 2, State.ENDED: 1}
IN_STORIES = (HELPED, RUNNING_OUT, *UNSERVED)
SIGNALS = {"good": 4, "slow": 5, "calls": 2, "none": 1, "": 2}


@dataclass(frozen=True)
class Step:
    """One step of a village's way."""

    state: str
    on: date
    reason: str = ""


def record_decrees(stage: Stage) -> dict[str, Decree]:
    """As `record_decree`: one for each office, numbered through."""
    return {
        office.pk: _record_decree(stage, office, number) for number, office in enumerate(stage.places.offices, start=1)
    }


def _record_decree(stage: Stage, office: ImmigrationOffice, number: int) -> Decree:
    at = stage.dice.working_time(stage.ago(DECREED))
    decree = Decree(
        id=stage.dice.key(at),
        office=office,
        number=f"PERAGAAN/{number:03}",
        dated_on=at.date(),
        ends_on=stage.ago(-RUNS_OUT_IN) if office.pk == RUNNING_OUT else None,
        subject=SUBJECT,
        recorded_at=at,
    )
    stage.ledger.deed(at, stage.heads[office.pk], "record-decree", decree, office=office.pk)
    return stage.ledger.add(decree)


def bring_villages(stage: Stage, decrees: dict[str, Decree]) -> None:
    states = stage.dice.dealt(STATES)
    for site in stage.places.sites:
        state = State.ACTIVE if site.office.pk in IN_STORIES else next(states)
        stage.villages[site.village.pk] = _bring_village(stage, site, decrees[site.office.pk], _way_to(stage, state))


def _way_to(stage: Stage, state: str) -> list[Step]:
    """As the actions allow it; what is only proposed or agreed is younger than the decree."""
    days = stage.dice.randint
    if state == State.PROPOSED:
        return [Step(State.PROPOSED, stage.ago(days(10, 90)))]
    if state == State.AGREED:
        return [Step(State.PROPOSED, stage.ago(days(120, 200))), Step(State.AGREED, stage.ago(days(20, 100)))]
    way = [
        Step(State.PROPOSED, stage.ago(days(460, 490))),
        Step(State.AGREED, stage.ago(days(435, 455))),
        Step(State.ACTIVE, stage.ago(LAUNCHED)),
    ]
    if state == State.INDEPENDENT:
        way.append(Step(state, stage.ago(days(30, 150)), "Peragaan: agen desa menjawab warga tanpa bantuan."))
    if state == State.ENDED:
        way.append(Step(state, stage.ago(days(40, 120)), "Peragaan: desa memilih tidak melanjutkan."))
    return way


def _bring_village(stage: Stage, site: Site, decree: Decree, way: list[Step]) -> AssistedVillage:
    """As `propose_village`, `agree_village`, `activate_village` and those after."""
    times = [stage.dice.working_time(step.on) for step in way]
    launched = next((time.date() for step, time in zip(way, times, strict=True) if step.state == State.ACTIVE), None)
    village = AssistedVillage(
        id=stage.dice.key(times[0]),
        village=site.village,
        office=site.office,
        state=way[-1].state,
        decree=decree if launched else None,
        launched_on=launched,
        signal=stage.dice.one_of(SIGNALS),
        population=site.village.population,
        population_as_of=site.village.figures_as_of,
        version=len(way),
        recorded_at=times[0],
    )
    stage.ledger.add(village)
    for kind in stage.dice.some_of(list(REASONS), 3):
        stage.ledger.add(Criterion(assisted_village=village, kind=kind, evidence=REASONS[kind]))
    _note_steps(stage, site, village, way)
    return village


def _note_steps(stage: Stage, site: Site, village: AssistedVillage, way: list[Step]) -> None:
    by, before = stage.keeper(site), ""
    for version, step in enumerate(way, start=1):
        at = stage.dice.working_time(step.on) + timedelta(minutes=version)
        change = StateChange(
            id=stage.dice.key(at),
            assisted_village=village,
            from_state=before,
            to_state=step.state,
            happened_on=at.date(),
            reason=step.reason,
            by=by,
            recorded_at=at,
        )
        stage.ledger.add(change)
        stage.ledger.deed(
            at, by, f"village-{step.state}", village, village=site.village.pk, on=at.date(), version=version
        )
        if step.state == State.ENDED:
            stage.ended[site.village.pk] = at.date()
        before = step.state
