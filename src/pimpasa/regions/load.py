"""Loading regions and offices from the data files: in seconds, repeatable, and safe when two start at once."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from pimpasa.foundation.folders import shipped
from pimpasa.regions.data_files import JURISDICTIONS, OFFICES, REGIONS, DataFileError, DataFolder
from pimpasa.regions.models import COUNTRY, ReferenceLoad

Progress = Callable[[str, int, int], None]
# Any number will do, as long as nothing else in this database takes the same lock.
LOCK = 7_301_445
NAME = "regions"
FIGURES_AS_OF = "2024-12"
REPORT_EVERY = 5_000

REGION_COLUMNS = (
    "code, parent_id, name, kind, latitude, longitude, point_method, population, male, female, area_km2, figures_as_of"
)
OFFICE_COLUMNS = "code, name, office_class, kind, regency_id, address, phone, source_url, as_of"
JURISDICTION_COLUMNS = "office_id, regency_id, source_url, confidence, is_primary, as_of, note"

UPSERT_REGIONS = f"""
INSERT INTO regions_region AS old ({REGION_COLUMNS}, first_edition, last_edition, ended)
SELECT {REGION_COLUMNS}, %(edition)s, %(edition)s, false FROM new_region
ON CONFLICT (code) DO UPDATE SET
  (parent_id, name, kind, latitude, longitude, point_method, population, male, female, area_km2, figures_as_of,
   last_edition, ended, successor_id)
  = (excluded.parent_id, excluded.name, excluded.kind, excluded.latitude, excluded.longitude,
     excluded.point_method, excluded.population, excluded.male, excluded.female, excluded.area_km2,
     excluded.figures_as_of, excluded.last_edition, false, NULL)
WHERE (old.parent_id, old.name, old.kind, old.latitude, old.longitude, old.point_method, old.population,
       old.male, old.female, old.area_km2, old.figures_as_of, old.last_edition, old.ended)
  IS DISTINCT FROM
      (excluded.parent_id, excluded.name, excluded.kind, excluded.latitude, excluded.longitude,
       excluded.point_method, excluded.population, excluded.male, excluded.female, excluded.area_km2,
       excluded.figures_as_of, excluded.last_edition, false)
"""  # noqa: S608 the only words put in are our own column names
END_REGIONS = """
UPDATE regions_region SET ended = true
WHERE NOT ended AND NOT EXISTS (SELECT FROM new_region WHERE new_region.code = regions_region.code)
"""
SET_SUCCESSOR = "UPDATE regions_region SET successor_id = %s WHERE code = %s AND ended"
UPSERT_OFFICES = f"""
INSERT INTO regions_immigrationoffice ({OFFICE_COLUMNS}, ended) SELECT {OFFICE_COLUMNS}, false FROM new_office
ON CONFLICT (code) DO UPDATE SET
  (name, office_class, kind, regency_id, address, phone, source_url, as_of, ended)
  = (excluded.name, excluded.office_class, excluded.kind, excluded.regency_id, excluded.address, excluded.phone,
     excluded.source_url, excluded.as_of, false)
"""  # noqa: S608 the only words put in are our own column names
END_OFFICES = """
UPDATE regions_immigrationoffice SET ended = true
WHERE NOT ended AND NOT EXISTS (SELECT FROM new_office WHERE new_office.code = regions_immigrationoffice.code)
"""
REPLACE_JURISDICTIONS = f"""
DELETE FROM regions_officejurisdiction;
INSERT INTO regions_officejurisdiction ({JURISDICTION_COLUMNS}) SELECT {JURISDICTION_COLUMNS} FROM new_jurisdiction;
"""  # noqa: S608 the only words put in are our own column names


LAST_DECISIONS = """
SELECT DISTINCT ON (office_id, regency_id) office_id, regency_id, verdict
FROM regions_jurisdictiondecision ORDER BY office_id, regency_id, recorded_at DESC, id DESC
"""
# What a person decided outlives the data files; a pair that they no longer name comes back if it was confirmed.
KEEP_DECISIONS = f"""
INSERT INTO regions_officejurisdiction AS row ({JURISDICTION_COLUMNS})
SELECT office_id, regency_id, '', verdict, false, '', ''
FROM ({LAST_DECISIONS}) last
WHERE verdict = 'confirmed'
   OR EXISTS (SELECT FROM new_jurisdiction new
              WHERE (new.office_id, new.regency_id) = (last.office_id, last.regency_id))
ON CONFLICT (office_id, regency_id) DO UPDATE SET confidence = excluded.confidence
"""  # noqa: S608 the only words put in are our own


def ignore_progress(step: str, done: int, total: int) -> None:
    """For callers who need no progress bar."""


def load_reference_data(progress: Progress = ignore_progress, folder: Path | None = None) -> bool:
    """Bring the tables to what the data files hold; False when they already did."""
    data = DataFolder(folder or shipped("data"))
    digest = data.digest()
    if _is_loaded(digest):
        return False
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        # Another process may have loaded the same files while this one waited for the lock.
        if _is_loaded(digest):
            return False
        _load(cursor, data, progress)
        ReferenceLoad.objects.update_or_create(name=NAME, defaults={"digest": digest, "edition": data.edition()})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE regions_region")
    return True


def _is_loaded(digest: str) -> bool:
    return ReferenceLoad.objects.filter(name=NAME, digest=digest).exists()


def _load(cursor: CursorWrapper, data: DataFolder, progress: Progress) -> None:
    regions = list(region_rows(data))
    _copy(cursor, "region", REGION_COLUMNS, regions, progress)
    cursor.execute(UPSERT_REGIONS, {"edition": data.edition()})
    cursor.execute(END_REGIONS)
    cursor.executemany(SET_SUCCESSOR, [(new, old) for old, new in data.successors()])
    _copy(cursor, "immigrationoffice", OFFICE_COLUMNS, list(office_rows(data)), progress, temporary="office")
    cursor.execute(UPSERT_OFFICES)
    cursor.execute(END_OFFICES)
    jurisdictions = list(jurisdiction_rows(data))
    _copy(cursor, "officejurisdiction", JURISDICTION_COLUMNS, jurisdictions, progress, temporary="jurisdiction")
    cursor.execute(REPLACE_JURISDICTIONS)
    cursor.execute(KEEP_DECISIONS)


def _copy(
    cursor: CursorWrapper,
    table: str,
    columns: str,
    rows: list[tuple[object, ...]],
    progress: Progress,
    temporary: str = "",
) -> None:
    name = f"new_{temporary or table}"
    source = f"SELECT {columns} FROM regions_{table} WHERE false"  # noqa: S608 our own table and column names
    # A second load within one transaction finds the first one's table still there.
    cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{name}")
    cursor.execute(f"CREATE TEMP TABLE {name} ON COMMIT DROP AS {source}")
    with cursor.copy(f"COPY {name} ({columns}) FROM STDIN") as copy:
        for done, row in enumerate(rows):
            copy.write_row(row)
            if done % REPORT_EVERY == 0:
                progress(table, done, len(rows))
    progress(table, len(rows), len(rows))


def region_rows(data: DataFolder) -> Iterator[tuple[object, ...]]:
    yield (COUNTRY, None, "Indonesia", "country", None, None, "", None, None, None, None, "")
    points, figures = data.points(), data.figures()
    codes = {COUNTRY}
    for line, (code, name, kind) in data.rows(REGIONS, "code name type"):
        parent = code.rpartition(".")[0] or COUNTRY
        if parent not in codes or code in codes:
            problem = "berulang" if code in codes else f"induk {parent} tidak ada di atasnya"
            raise DataFileError(data.folder / REGIONS, line, f"kolom code: {code} {problem}")
        codes.add(code)
        latitude, longitude, method = points.get(code) or (None, None, "")
        people = figures.get(code)
        yield (
            code, parent, name, data.kind(line, kind), latitude, longitude, method,
            *(people or (None, None, None, None)), FIGURES_AS_OF if people else "",
        )  # fmt: skip


def office_rows(data: DataFolder) -> Iterator[tuple[object, ...]]:
    columns = "code name class kind regency_code address phone source_url as_of"
    for _, row in data.rows(OFFICES, columns):
        yield tuple(row)


def jurisdiction_rows(data: DataFolder) -> Iterator[tuple[object, ...]]:
    """All rows; every regency that appears has exactly one primary office."""
    primaries: dict[str, int] = {}
    columns = "office_code regency_code source_url confidence primary as_of note"
    for line, row in data.rows(JURISDICTIONS, columns):
        regency, primary = row[1], row[4] == "1"
        primaries[regency] = primaries.get(regency, 0) + primary
        if primaries[regency] > 1:
            raise DataFileError(data.folder / JURISDICTIONS, line, f"kolom primary: {regency} punya dua kantor utama")
        yield (*row[:4], primary, *row[5:])
    check_primaries(data, primaries)


def check_primaries(data: DataFolder, primaries: dict[str, int]) -> None:
    without: Iterable[str] = sorted(regency for regency, count in primaries.items() if not count)
    if missing := ", ".join(without):
        raise DataFileError(data.folder / JURISDICTIONS, 1, f"tanpa kantor utama: {missing}")
