"""Replies that offices keep, and answers that an office approved for a place: proposed, published and withdrawn."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pimpasa.accounts.models import User
from pimpasa.config.demonstration.findings import served_today
from pimpasa.config.demonstration.stage import MAIN, Stage
from pimpasa.consultations.models import SavedReply, SavedReplyEdition
from pimpasa.consultations.replies.models import PLACEHOLDER
from pimpasa.guidance.local.models import LocalAnswer, LocalAnswerEdition, edition_values
from pimpasa.guidance.told import known_facts, seal_of
from pimpasa.regions.models import ImmigrationOffice

SAVED_AGO, PROPOSED_AGO, LASTS, REVIEW = 90, 20, 180, 120
Deed, State = LocalAnswerEdition.Deed, LocalAnswer.State
SOURCE = "Peragaan: pengumuman rekaan"


@dataclass(frozen=True)
class Kept:
    """A saved reply; facts stand in it as {ids}. Without `shared` it is the office's own."""

    topic: str
    title: str
    body: str
    shared: bool = False


SAVED = (
    Kept(
        "biaya",
        "Peragaan: harga paspor",
        "Peragaan: ini harga resminya.\n{fee-book-nonelectronic-5-pp45}\n{fee-book-electronic-10-pp45}",
    ),
    Kept("syarat_dewasa", "Peragaan: surat paspor pertama", "Peragaan: siapkan ini.\n{doc-ktp}\n{doc-kk}"),
    Kept(
        "hilang", "Peragaan: paspor hilang", "Peragaan: mulai dari sini.\n{doc-police-report}\n{place-lost-any-office}"
    ),
    Kept("calo_penipuan", "Peragaan: jangan lewat perantara", "Peragaan: urus sendiri.\n{warn-calo}", shared=True),
)


@dataclass(frozen=True)
class Local:
    """A local answer and what became of it after it was proposed."""

    topic: str
    question: str
    answer: str
    facts: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()


LOCAL = (
    Local(
        "lokasi",
        "Di mana warga desa ini bisa bertanya tentang paspor?",
        "Peragaan: tanyakan kepada agen desa, atau kepada Pimpasa saat berkunjung.",
        ("place-assisted-village",),
        (Deed.PUBLISHED,),
    ),
    Local(
        "syarat_dewasa",
        "Bisakah surat-surat diperiksa dulu di desa?",
        "Peragaan: bisa. Bawa surat asli dan fotokopinya saat petugas berkunjung.",
        ("note-copies",),
        (Deed.PUBLISHED,),
    ),
    Local(
        "jadwal",
        "Apakah petugas datang ke desa minggu depan?",
        "Peragaan: lihat pengumuman di papan balai.",
        (),
        (Deed.PUBLISHED, Deed.WITHDRAWN),
    ),
    Local("foto_pakaian", "Apakah perlu membawa pas foto?", "Peragaan: tidak perlu.", ("note-no-printed-photo",)),
    Local("ambil", "Siapa yang boleh mengambil paspor saya?", "Peragaan: lihat di sini.", ("step-collect-self",)),
)
STATE_AFTER = {Deed.PUBLISHED: State.PUBLISHED, Deed.WITHDRAWN: State.WITHDRAWN}
NOTES = {Deed.WITHDRAWN: "Peragaan: sudah lewat."}


def keep_replies(stage: Stage) -> None:
    office, province = _main_office(stage)
    for kept in SAVED:
        by = stage.regional[province] if kept.shared else stage.heads[MAIN]
        _save(stage, kept, None if kept.shared else office, by)


def propose_answers(stage: Stage) -> None:
    for number, local in enumerate(LOCAL):
        _propose(stage, local, PROPOSED_AGO - number)


def _main_office(stage: Stage) -> tuple[ImmigrationOffice, str]:
    return next((site.office, site.province) for site in stage.places.sites if site.office.pk == MAIN)


def _save(stage: Stage, kept: Kept, office: ImmigrationOffice | None, by: User) -> None:
    """As `save_reply`."""
    at, known = stage.dice.working_time(stage.ago(SAVED_AGO)), known_facts()
    facts = list(dict.fromkeys(PLACEHOLDER.findall(kept.body)))
    reply = SavedReply(
        id=stage.dice.key(at),
        office=office,
        topic=kept.topic,
        title=kept.title,
        body=kept.body,
        facts=facts,
        seals=[seal_of(known[name]) for name in facts],
        recorded_at=at,
    )
    stage.ledger.add(reply)
    stage.ledger.add(
        SavedReplyEdition(reply=reply, number=1, title=kept.title, body=kept.body, recorded_by=by, recorded_at=at)
    )
    stage.ledger.deed(at, by, "save-reply", reply, office=reply.office_id, version=1)


def _propose(stage: Stage, local: Local, days: int) -> None:
    """As `propose`, and what follows: the officer writes it, the head lets it speak."""
    served = next(one for one in served_today(stage).values() if stage.is_tried(one))
    at, known = stage.dice.working_time(stage.ago(days), 8, 10), known_facts()
    row = LocalAnswer(
        id=stage.dice.key(at),
        topic=local.topic,
        question=local.question,
        answer=local.answer,
        facts=list(local.facts),
        seals=[seal_of(known[name]) for name in local.facts],
        source=SOURCE,
        source_date=at.date(),
        place=served.assisted_village.village,
        valid_until=stage.ago(days - LASTS),
        review_by=stage.ago(days - REVIEW),
        proposed_by=served.officer.user,
        is_demonstration=True,
        recorded_at=at,
    )
    stage.ledger.add(row)
    _write(stage, row, Deed.PROPOSED, served.officer.user, at)
    for deed in local.deeds:
        at += timedelta(hours=2)
        _go_on(stage, row, deed, at)


def _go_on(stage: Stage, row: LocalAnswer, deed: str, at: datetime) -> None:
    """As `publish` and `withdraw`, by the head."""
    head = stage.heads[MAIN]
    row.state, row.version = STATE_AFTER[Deed(deed)], row.version + 1
    if deed == Deed.PUBLISHED:
        row.reviewed_by, row.published_on, row.published_for = head, at.date(), _main_office(stage)[0].name
    _write(stage, row, deed, head, at)


def _write(stage: Stage, row: LocalAnswer, deed: str, by: User, at: datetime) -> None:
    edition = LocalAnswerEdition(
        local_answer=row,
        number=row.version,
        deed=deed,
        note=NOTES.get(Deed(deed), ""),
        recorded_by=by,
        recorded_at=at,
        **edition_values(row),
    )
    stage.ledger.add(edition)
    details = {"place": row.place_id, "office": row.office_id, "version": row.version}
    stage.ledger.deed(at, by, f"local-answer-{deed}", row, **details)
