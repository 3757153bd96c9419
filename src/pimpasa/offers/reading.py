"""Reads `content/offers/`. Every mistake is reported with file, line and field, all at once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pimpasa.foundation.content.library import Library, load_library
from pimpasa.foundation.folders import shipped
from pimpasa.foundation.rules import ContentErrors
from pimpasa.foundation.rules.guide import fingerprint_of
from pimpasa.foundation.rules.located import Entry, Problems, read_entries, read_entry
from pimpasa.foundation.rules.model import Period

from . import lexicon
from .folding import fold
from .patterns import Families, Pattern, PatternError, Phrases, parse
from .scope import REFUSALS
from .taxonomy import (
    WEIGHTS,
    ClaimKind,
    MissingKind,
    PayLine,
    QuestionKind,
    Scope,
    Shown,
    SignKind,
    StepKind,
    Taxonomy,
    Threshold,
    Thresholds,
    Together,
)

# A reason for steps that is not a sign: the text speaks of danger.
DANGER = "BAHAYA"
AMOUNTS = frozenset({"#uang", "#angka", "#umur_anak", "#telepon", "#gaji_tinggi"})


@dataclass(frozen=True)
class Known:
    """What the files may point at."""

    sources: Collection[str]
    guide_facts: Collection[str]
    helplines: Collection[str]
    families: Families


@lru_cache(maxsize=1)
def load_taxonomy() -> Taxonomy:
    """The edition this installation ships, read once. Raises ContentErrors."""
    return taxonomy_of(load_library())


def taxonomy_of(library: Library) -> Taxonomy:
    """What the library's own folder says of offers. Raises ContentErrors."""
    facts = {f"{guide.id}/{fact.id}": fact.period for guide in library.guides.values() for fact in guide.facts}
    return read_taxonomy(library.root, library.sources, facts, {line.id for line in library.helplines})


def read_taxonomy(
    root: Path, sources: Collection[str], guide_facts: Mapping[str, Period], helplines: Collection[str]
) -> Taxonomy:
    """Any folder laid out like `content/`. Raises ContentErrors naming file, line and field of each mistake."""
    problems = Problems()
    folder = root / "offers"
    families = _families(sorted((folder / "words").glob("*.yaml")), root, problems)
    known = Known(sources, guide_facts, helplines, families)
    entries = [one for path in sorted((folder / "signs").glob("*.yaml")) for one in read_entries(path, root, problems)]
    signs = {sign.code: sign for sign in (_sign(one, known) for one in entries)}
    claims = {
        claim.code: claim
        for claim in (_claim(one, known) for one in read_entries(folder / "claims.yaml", root, problems))
    }
    scope = _scope(folder / "scope.yaml", root, known, problems)
    taxonomy = Taxonomy(
        signs=signs,
        claims=claims,
        missing=tuple(_missing(one, known, claims) for one in read_entries(folder / "missing.yaml", root, problems)),
        questions=tuple(_question(one) for one in read_entries(folder / "questions.yaml", root, problems)),
        steps=tuple(_step(one, known) for one in read_entries(folder / "next_steps.yaml", root, problems)),
        thresholds=_thresholds(folder / "outcome.yaml", root, claims, problems),
        pay=tuple(_pay(one, known) for one in read_entries(folder / "pay.yaml", root, problems)),
        scope=scope,
        guide_facts=guide_facts,
        families=families,
        lexicon=_lexicon(folder / "spelling.yaml", root, families, _patterns_of(signs, claims, scope), problems),
        phrases=Phrases(families),
        version=fingerprint_of([path.read_bytes() for path in sorted(folder.rglob("*.yaml"))]),
    )
    _check_codes(folder, root, taxonomy, problems)
    if problems.errors:
        raise ContentErrors(problems.errors)
    return taxonomy


def _families(paths: Iterable[Path], root: Path, problems: Problems) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Each file is `family: words and phrases, separated by commas`."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for path in paths:
        entry = read_entry(path, root, problems)
        for name in entry.nodes if entry else ():
            assert entry is not None
            if name in found:
                entry.problem(name, "keluarga kata ditulis dua kali / family given twice")
            plain = fold(entry.text(name)).letters.replace("'", "").replace("-", " ")
            ways = tuple(tuple(way.split()) for way in plain.split(",") if way.strip())
            if not ways:
                entry.problem(name, "tidak ada kata / holds no words")
            found[name] = ways
    return found


def _patterns(entry: Entry, field: str, known: Known) -> tuple[Pattern, ...]:
    found: list[Pattern] = []
    for line in entry.words(field):
        try:
            found += parse(line)
        except PatternError as error:
            entry.problem(field, str(error))
    for pattern in found:
        _check_names(entry, field, pattern.names, known)
    return tuple(found)


def _check_names(entry: Entry, field: str, names: Iterable[str], known: Known) -> None:
    for name in sorted(names):
        if name.startswith("@") and name[1:] not in known.families:
            entry.problem(field, f"keluarga kata {name!r} tidak ada / no such family of words")
        if name.startswith("#") and name not in AMOUNTS:
            entry.problem(field, f"{name!r} tidak ada; pilih / unknown; choose: {', '.join(sorted(AMOUNTS))}")


def _names(entry: Entry, field: str, known: Known) -> frozenset[str]:
    names = frozenset(entry.words(field))
    _check_names(entry, field, names, known)
    return names


def _shown(entry: Entry, known: Known) -> Shown:
    return Shown(
        patterns=_patterns(entry, "patterns", known),
        together=tuple(_together(one, known) for one in entry.entries("together")),
        unless=_names(entry, "unless", known),
        examples=entry.words("examples"),
        counterexamples=entry.words("counterexamples"),
    )


def _together(entry: Entry, known: Known) -> Together:
    one = Together(_patterns(entry, "shows", known), _names(entry, "along", known), _names(entry, "without", known))
    if not one.shows:
        entry.problem("shows", "wajib diisi / is required")
    entry.done()
    return one


def _source(entry: Entry, known: Known) -> str:
    source = entry.identifier("source", required=True)
    if source and source not in known.sources:
        entry.problem("source", f"sumber {source!r} tidak ada / no such source")
    return source


def _leans_on(entry: Entry, known: Known) -> tuple[str, ...]:
    for name in entry.words("leans_on"):
        if name not in known.guide_facts:
            entry.problem("leans_on", f"fakta panduan {name!r} tidak ada / no such fact in the guides")
    return entry.words("leans_on")


def _said(entry: Entry, field: str) -> str:
    return (entry.translations(field, required=True) or {}).get("id", "")


def _sign(entry: Entry, known: Known) -> SignKind:
    sign = SignKind(
        code=entry.text("code", required=True),
        weight=entry.choice("weight", WEIGHTS),
        title=_said(entry, "title"),
        why=_said(entry, "why"),
        source=_source(entry, known),
        article=entry.text("article"),
        leans_on=_leans_on(entry, known),
        shown=_shown(entry, known),
        unless_claims=frozenset(entry.words("unless_claims")),
        unless_said=_names(entry, "unless_said", known),
        silent=entry.flag("silent"),
        danger=entry.flag("danger"),
        circumstance=entry.flag("circumstance"),
    )
    if len(sign.shown.examples) < 3 or not sign.shown.counterexamples:
        entry.problem("examples", "tiga contoh dan satu contoh lawan / three, and a counter-example")
    entry.done()
    return sign


def _claim(entry: Entry, known: Known) -> ClaimKind:
    claim = ClaimKind(
        code=entry.text("code", required=True),
        title=_said(entry, "title"),
        where=_said(entry, "where"),
        source=_source(entry, known),
        leans_on=_leans_on(entry, known),
        evidence=entry.flag("evidence"),
        shown=_shown(entry, known),
    )
    entry.done()
    return claim


def _missing(entry: Entry, known: Known, claims: Collection[str]) -> MissingKind:
    kind = MissingKind(
        entry.text("code", required=True),
        _said(entry, "text"),
        frozenset(entry.words("claims")),
        _names(entry, "said", known),
    )
    for name in sorted(kind.claims - set(claims)):
        entry.problem("claims", f"{name!r} tidak ada di claims.yaml / is not in claims.yaml")
    entry.done()
    return kind


def _question(entry: Entry) -> QuestionKind:
    kind = QuestionKind(
        entry.text("code", required=True), _said(entry, "text"), frozenset(entry.words("on")), entry.flag("always")
    )
    entry.done()
    return kind


def _step(entry: Entry, known: Known) -> StepKind:
    kind = StepKind(
        entry.text("code", required=True),
        _said(entry, "text"),
        entry.words("helplines"),
        frozenset(entry.words("on")),
        entry.flag("always"),
    )
    for name in kind.helplines:
        if name not in known.helplines:
            entry.problem("helplines", f"{name!r} tidak ada di helplines.yaml / is not in helplines.yaml")
    entry.done()
    return kind


def _thresholds(path: Path, root: Path, claims: Collection[str], problems: Problems) -> Thresholds:
    entry = read_entry(path, root, problems)
    if entry is None:
        return Thresholds((), ())
    unsafe = tuple(_threshold(one) for one in entry.entries("unsafe"))
    complete = tuple(_complete(one, claims) for one in entry.entries("complete"))
    entry.done()
    return Thresholds(unsafe, complete)


def _threshold(entry: Entry) -> Threshold:
    signs = {weight: entry.number(weight) or 0 for weight in entry.nodes if weight in WEIGHTS}
    entry.done()
    return Threshold(signs)


def _complete(entry: Entry, claims: Collection[str]) -> frozenset[str]:
    named = frozenset(entry.words("claims"))
    for name in sorted(named - set(claims)):
        entry.problem("claims", f"{name!r} tidak ada di claims.yaml / is not in claims.yaml")
    entry.done()
    return named


def _pay(entry: Entry, known: Known) -> PayLine:
    sums = entry.entry("from_sum", required=True)
    amounts = {name: float(sums.number(name) or 0) for name in sums.nodes} if sums else {}
    line = PayLine(_names(entry, "places", known), amounts)
    entry.done()
    return line


def _scope(path: Path, root: Path, known: Known, problems: Problems) -> Scope:
    entry = read_entry(path, root, problems)
    if entry is None:
        raise ContentErrors(problems.errors)
    scope = Scope(
        warns=_patterns(entry, "warns", known),
        not_warnings=_patterns(entry, "not_warnings", known),
        warns_before=_patterns(entry, "warns_before", known),
        reports=_patterns(entry, "reports", known),
        frames=tuple(_group(one, known) for one in entry.entries("frames")),
        offers=tuple((float(one.number("points") or 1), _group(one, known)) for one in entry.entries("offers")),
        work=_names(entry, "work", known),
        abroad=_names(entry, "abroad", known),
        local=_names(entry, "local", known),
        danger=_patterns(entry, "danger", known),
    )
    entry.done()
    return scope


def _group(entry: Entry, known: Known) -> tuple[Pattern, ...]:
    patterns = _patterns(entry, "patterns", known)
    entry.text("why", required=True)
    entry.number("points")
    entry.done()
    return patterns


def _patterns_of(signs: Mapping[str, SignKind], claims: Mapping[str, ClaimKind], scope: Scope) -> Iterable[Pattern]:
    for shown in (*(sign.shown for sign in signs.values()), *(claim.shown for claim in claims.values())):
        yield from shown.patterns
        for one in shown.together:
            yield from one.shows
    yield from (*scope.warns, *scope.not_warnings, *scope.warns_before, *scope.reports, *scope.danger)
    for group in (*scope.frames, *(patterns for _, patterns in scope.offers)):
        yield from group


def _lexicon(
    path: Path, root: Path, families: Families, patterns: Iterable[Pattern], problems: Problems
) -> lexicon.Lexicon:
    entry = read_entry(path, root, problems)
    everyday: dict[str, tuple[str, ...]] = {}
    kept: tuple[str, ...] = ()
    if entry:
        kept = entry.words("kept")
        meant = entry.entry("everyday", required=True)
        everyday = {word: tuple(meant.text(word).split()) for word in meant.nodes} if meant else {}
        entry.done()
    ours = {word for ways in families.values() for way in ways for word in way}
    ours |= {name for pattern in patterns for name in pattern.names if name[0] not in "@#"}
    exact = {word for name in REFUSALS for way in families.get(name.lstrip("@"), ()) for word in way}
    return lexicon.build(ours, everyday, kept, exact, shipped("data"))


def _check_codes(folder: Path, root: Path, taxonomy: Taxonomy, problems: Problems) -> None:
    """A question or a step that waits for a code which nothing has would never be shown."""
    known = {DANGER, *taxonomy.signs, *taxonomy.claims, *(kind.code for kind in taxonomy.missing)}
    for name, kinds in (("questions.yaml", taxonomy.questions), ("next_steps.yaml", taxonomy.steps)):
        for kind in kinds:
            for code in sorted(kind.on - known):
                file = (folder / name).relative_to(root).as_posix()
                problems.add(file, 1, f"{kind.code}.on", f"kode {code!r} tidak ada / no such code")
