"""Reads a guide's folder. Every mistake is reported with file, line and field, all at once."""

from datetime import date
from itertools import pairwise
from pathlib import Path

from .errors import ContentErrors
from .guide import Guide, fingerprint_of
from .located import Entry, Problems, read_entries, read_entry
from .model import Availability, Fact, Impossible, Kind, Option, Period, Question, Status
from .when import ConditionReader

KINDS = tuple(Kind)
STATUSES = tuple(Status)
CONFIDENCES = ("A", "B", "C")


def load_guide(folder: Path, root: Path | None = None) -> Guide:
    """The guide in this folder. Raises ContentErrors; paths in messages are relative to `root`."""
    problems = Problems()
    guide = read_guide(folder, root or folder, problems)
    if problems.errors or guide is None:
        raise ContentErrors(problems.errors)
    return guide


def read_guide(folder: Path, root: Path, problems: Problems) -> Guide | None:
    entry = read_entry(folder / "guide.yaml", root, problems)
    if entry is None:
        return None
    patterns = entry.words("patterns") or ("unknown",)
    conditions = ConditionReader(patterns, entry.entry("terms"))
    questions = tuple(_question(item, conditions) for item in entry.entries("questions"))
    conditions.read_all_terms()
    impossible = tuple(_impossible(item, conditions) for item in entry.entries("impossible"))
    facts = _facts(folder, root, problems, conditions)
    guide = Guide(
        id=entry.identifier("id", required=True),
        title=entry.translations("title", required=True) or {},
        intro=entry.translations("intro") or {},
        questions=questions,
        facts=facts,
        impossible=impossible,
        answers_from=_first_days(entry),
        must_hold=entry.words("must_hold"),
        patterns=patterns,
        availability=_availability(folder, root, problems, patterns),
        fingerprint=fingerprint_of([path.read_bytes() for path in sorted(folder.rglob("*.yaml"))]),
    )
    entry.done()
    return guide


def _first_days(entry: Entry) -> dict[Kind, date]:
    days = entry.entry("answers_from", required=True)
    found = {}
    for name in days.nodes if days else ():
        if name in KINDS and days and (day := days.day(name)):
            found[Kind(name)] = day
        elif days and name not in KINDS:
            days.problem(name, f"jenis tidak dikenal / unknown kind; pilih / choose: {', '.join(KINDS)}")
    return found


def _question(entry: Entry, conditions: ConditionReader) -> Question:
    question = Question(
        id=entry.identifier("id", required=True),
        text=entry.translations("text", required=True) or {},
        options=tuple(_option(item) for item in entry.entries("options")),
        help=entry.translations("help"),
        many=entry.flag("many"),
        at_least=entry.number("at_least") or 0,
        sensitive=entry.flag("sensitive"),
        only_if=conditions.read(entry, "only_if"),
    )
    if len(question.options) < 2:
        entry.problem("options", "perlu dua pilihan atau lebih / needs two or more options")
    if question.id in conditions.questions:
        entry.problem("id", f"{question.id!r} sudah dipakai / is used twice")
    _check_ranges(entry, question)
    conditions.questions[question.id] = question
    entry.done()
    return question


def _option(entry: Entry) -> Option:
    limits = entry.words("range")
    if limits and not (len(limits) == 2 and all(x.isdigit() for x in limits) and int(limits[0]) <= int(limits[1])):
        entry.problem("range", "harus [dari, sampai] / must be [from, to]")
        limits = ()
    option = Option(
        id=entry.identifier("id", required=True),
        text=entry.translations("text", required=True) or {},
        range=(int(limits[0]), int(limits[1])) if limits else None,
    )
    entry.done()
    return option


def _check_ranges(entry: Entry, question: Question) -> None:
    ids = [option.id for option in question.options]
    if len(set(ids)) < len(ids):
        entry.problem("options", "id pilihan ganda / option id used twice")
    ranges = sorted(option.range for option in question.options if option.range)
    if any(low <= before for (_, before), (low, _) in pairwise(ranges)):
        entry.problem("options", "rentang bertumpuk / ranges overlap")


def _impossible(entry: Entry, conditions: ConditionReader) -> Impossible:
    rule = Impossible(
        when=conditions.read(entry, "when", required=True),
        text=entry.translations("text", required=True) or {},
        period=_period(entry),
        line=entry.line,
    )
    entry.done()
    return rule


def _period(entry: Entry, *, required: bool = False) -> Period:
    period = Period(entry.day("from", required=required), entry.day("until"))
    if period.start and period.end and period.end < period.start:
        entry.problem("until", "lebih awal dari `from` / is before `from`")
    return period


def _facts(folder: Path, root: Path, problems: Problems, conditions: ConditionReader) -> tuple[Fact, ...]:
    entries = [e for path in sorted((folder / "facts").glob("*.yaml")) for e in read_entries(path, root, problems)]
    facts: dict[str, Fact] = {}
    for entry in entries:
        fact = _fact(entry, conditions)
        if fact.id in facts:
            entry.problem("id", f"{fact.id!r} sudah dipakai di / is used in {facts[fact.id].file}")
        facts[fact.id] = fact
    for entry in entries:
        waived = entry.text("waives")
        if waived and waived not in facts:
            entry.problem("waives", f"biaya {waived!r} tidak ada / no such fee")
    return tuple(facts.values())


def _fact(entry: Entry, conditions: ConditionReader) -> Fact:
    kind = Kind(entry.choice("kind", KINDS))
    fact = Fact(
        id=entry.identifier("id", required=True),
        kind=kind,
        about=entry.identifier("about", required=True),
        text=entry.translations("text", required=True) or {},
        more=entry.translations("more"),
        when=conditions.read_with_exceptions(entry),
        period=_period(entry, required=True),
        source=entry.identifier("source", required=True),
        article=entry.text("article"),
        status=Status(entry.choice("status", STATUSES, "in_force")),
        confidence=entry.choice("confidence", CONFIDENCES),
        review_by=entry.day("review_by", required=True),
        offices=frozenset(entry.words("offices")),
        one_of=entry.identifier("one_of") or None,
        dispute=entry.identifier("dispute") or None,
        how=entry.identifier("how") or None,
        file=entry.file,
        line=entry.line,
        **_money(entry, kind),  # type: ignore[arg-type]  # a mapping of differently typed fields
    )
    if (fact.dispute is None) == (fact.status is Status.CONTESTED):
        entry.problem("dispute", "`dispute` dan `status: contested` berpasangan / go together")
    entry.done()
    return fact


def _money(entry: Entry, kind: Kind) -> dict[str, object]:
    names = ("amount", "currency", "adds", "waives")
    if kind is not Kind.FEE:
        for name in names:
            if name in entry.nodes:
                entry.problem(name, "hanya untuk kind: fee / only for kind: fee")
        return {}
    waives = entry.identifier("waives") or None
    unknown = entry.text("amount") == "ask"
    amount = None if unknown else entry.number("amount")
    if amount is None and not unknown and not waives:
        entry.problem("amount", "wajib: rupiah bulat atau `ask` / required: whole rupiah or `ask`")
    if amount is not None and not 0 <= amount <= 1_000_000_000:
        entry.problem("amount", "di luar batas wajar / out of bounds")
    if waives and entry.flag("adds"):
        entry.problem("adds", "biaya menambah atau menghapus, tidak keduanya / a fee adds or waives, not both")
    return {
        "amount": amount,
        "currency": entry.text("currency", default="IDR"),
        "adds": entry.flag("adds"),
        "waives": waives,
    }


def _availability(folder: Path, root: Path, problems: Problems, patterns: tuple[str, ...]) -> tuple[Availability, ...]:
    path = folder / "offices.yaml"
    return tuple(_sold(e, patterns) for e in read_entries(path, root, problems)) if path.exists() else ()


def _sold(entry: Entry, patterns: tuple[str, ...]) -> Availability:
    sold = Availability(
        pattern=entry.choice("pattern", patterns),
        period=_period(entry, required=True),
        source=entry.identifier("source", required=True),
        confidence=entry.choice("confidence", CONFIDENCES),
        offices=frozenset(entry.words("offices")),
        areas=entry.words("provinces"),
    )
    if not sold.offices and not sold.areas:
        entry.problem("offices", "sebut kantor atau provinsi / name offices or provinces")
    entry.done()
    return sold
