"""Lists from spreadsheets: exact rows and columns, nothing before a person confirms, nothing half, nothing twice."""

import io
import json
from datetime import date

import pytest
import xlsxwriter
from django.core.exceptions import PermissionDenied, ValidationError

from pimpasa.accounts.models import Posting, User
from pimpasa.accounts.tests.make import make_budi, make_office, make_region, make_rini, make_wati
from pimpasa.fieldwork.register.imports import actions, applying
from pimpasa.fieldwork.register.imports.actions import Upload, checking
from pimpasa.fieldwork.register.imports.days import read_day
from pimpasa.fieldwork.register.models import (
    Assignment,
    AssistedVillage,
    DoubtfulVillage,
    Import,
    Inauguration,
    Officer,
)
from pimpasa.fieldwork.register.tests.make import make_assisted_village, make_decree
from pimpasa.regions.gazetteer import gazetteer

pytestmark = pytest.mark.django_db
CODE = "33.01.01.2001"
OFFICERS = [
    ["Nama", "Surel", "Kantor", "Nomor SK", "Tanggal pengukuhan", "Desa", "NIP"],
    ["Sri Lestari", "sri@contoh.id", "", "W.11-001", "4/11/2024", CODE, "199001012010011001"],
    ["Joko Purnomo", "JOKO@contoh.id", "kanim-x", "W.11-001", "2024-11-04", "", ""],
]


def as_csv(rows: list[list[str]]) -> bytes:
    return "\n".join(";".join(f'"{cell}"' for cell in row) for row in rows).encode()


def as_xlsx(rows: list[list[str]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    return out.getvalue()


def read(rows, kind="officers", by=None, content=None, **defaults) -> Import:
    upload = Upload(kind, "daftar.csv", content or as_csv(rows), defaults)
    kept = actions.read_import(upload, make_office(), by=by)
    list(checking(kept, by=by))
    kept.refresh_from_db()
    return kept


def apply(rows, kind="officers", by=None, **defaults) -> Import:
    return actions.apply_import(read(rows, kind, by, **defaults), by=by)


@pytest.fixture
def village():
    make_decree()
    return make_assisted_village(CODE)


@pytest.mark.parametrize("made", [as_csv, as_xlsx])
def test_nothing_is_created_before_a_person_confirms(village, made):
    kept = read(OFFICERS, content=made(OFFICERS))
    assert (kept.counts["new"], kept.counts["wrong"], kept.counts["ignored"]) == (2, 0, ["NIP"])
    assert (Officer.objects.count(), User.objects.count(), Inauguration.objects.count()) == (0, 0, 0)


def test_confirmed_the_officers_are_inaugurated_and_assigned(village):
    kept = apply(OFFICERS)
    sri = Officer.objects.get(user__username="sri@contoh.id")
    assert (sri.printed_name, sri.inaugurations.get().held_on) == ("Sri Lestari", date(2024, 11, 4))
    assert (sri.assignments.get().assisted_village, Officer.objects.count()) == (village, 2)
    assert Posting.objects.get(user=sri.user).area_id == CODE
    assert kept.rows == []


def test_importing_again_changes_nothing(village):
    apply(OFFICERS)
    again = apply(OFFICERS)
    assert (again.counts["known"], again.counts["new"], again.counts["created"]) == (2, 0, {})
    counts = (
        Officer.objects.count(),
        Inauguration.objects.count(),
        Assignment.objects.count(),
        Posting.objects.count(),
    )
    assert counts == (2, 1, 1, 1)


def test_confirming_twice_applies_once(village):
    kept = read(OFFICERS)
    actions.apply_import(kept, by=None)
    actions.apply_import(kept, by=None)
    assert Officer.objects.count() == 2


WRONG_ROWS = [
    (["", "a@contoh.id"], "name"),
    (["Ada", "bukan surel"], "email"),
    (["Ada", "sri@contoh.id"], "email"),
    (["Ada", "a@contoh.id", "kanim-lain"], "office"),
    (["Ada", "a@contoh.id", "", "SK-TIDAK-ADA"], "decree"),
    (["Ada", "a@contoh.id", "", "W.11-001", "4 Nopember"], "inaugurated_on"),
    (["Ada", "a@contoh.id", "", "W.11-001", "4/11/2099"], "inaugurated_on"),
    (["Ada", "a@contoh.id", "", "W.11-001", "4/11/2020"], "inaugurated_on"),
    (["Ada", "a@contoh.id", "", "", "4/11/2024"], "decree"),
    (["Ada", "a@contoh.id", "", "", "", "33.01.01.2999"], "villages"),
]


@pytest.mark.parametrize(("row", "column"), WRONG_ROWS)
def test_each_error_names_its_row_and_column(village, row, column):
    kept = read([*OFFICERS, row])
    assert [(line, where) for line, where, _message in kept.errors] == [(4, column)]
    actions.apply_import(kept, by=None)
    assert Officer.objects.count() == 2


def test_a_run_of_sixteen_digits_is_masked_and_other_columns_are_not_kept(village):
    kept = read([*OFFICERS, ["NIK 3301010101010001", "a@contoh.id", "", "", "", "", "rahasia"]])
    text = json.dumps(kept.rows)
    assert "3301010101010001" not in text
    assert "rahasia" not in text
    assert "199001012010011001" not in text


def test_killed_in_the_middle_nothing_is_left(village, monkeypatch):
    def dies(*args, **kwargs):
        raise KeyboardInterrupt

    kept = read(OFFICERS)
    monkeypatch.setattr(applying, "inaugurate", dies)
    with pytest.raises(KeyboardInterrupt):
        actions.apply_import(kept, by=None)
    kept.refresh_from_db()
    assert (Officer.objects.count(), Posting.objects.count(), kept.state) == (0, 0, "read")


def test_a_column_that_must_be_there_is_named():
    with pytest.raises(ValidationError, match="surel"):
        read([["Nama"], ["Sri"]])


@pytest.mark.parametrize("content", [b"PK\x03\x04 bukan zip", b"\x00\x01\x02", b"Nama;Surel\n\xff;x"])
def test_what_is_no_list_is_refused(content):
    with pytest.raises(ValidationError):
        read([], content=content)


def test_nobody_imports_into_another_office(village):
    for person in (make_budi(), make_rini()):
        with pytest.raises(PermissionDenied):
            read(OFFICERS, by=person)


def test_an_office_cannot_assign_a_village_outside_its_area_through_a_list(village):
    make_assisted_village("33.02.01.2001", office="kanim-y")
    kept = read([OFFICERS[0], ["Sri", "s@contoh.id", "", "", "", "33.02.01.2001"]], by=make_wati())
    assert kept.errors[0][1] == "villages"


PLACES = gazetteer()


def real_village(number: int = 0):
    """A village of the reference data whose full address is told for sure."""
    inside = [PLACES.place_at(place) for place in PLACES.index.run("33.01")]
    sure = [one for one in inside if PLACES.match(one.village, one.district, one.regency, one.province).code]
    return sure[number]


def village_rows(*rows: list[str]) -> list[list[str]]:
    return [["Desa", "Kecamatan", "Kabupaten", "Provinsi", "Sejak", "SK"], *rows]


def written(place, *more: str) -> list[str]:
    return [place.village, place.district, place.regency, place.province, *more]


def test_a_list_of_villages_brings_each_on_as_far_as_its_decree_says():
    make_decree()
    first, second = real_village(0), real_village(1)
    for place in (first, second):
        make_region(place.code)
    apply(village_rows(written(first, "4/11/2024", "W.11-001"), written(second)), "villages", by=make_wati())
    states = dict(AssistedVillage.objects.values_list("village", "state"))
    assert states == {first.code: "active", second.code: "proposed"}


def test_villages_imported_again_stay_as_they_are():
    place = real_village()
    make_region(place.code)
    for _time in range(2):
        kept = apply(village_rows(written(place)), "villages")
    assert (AssistedVillage.objects.count(), kept.counts["known"]) == (1, 1)


def test_a_doubtful_village_waits_for_a_person_once_and_is_then_taken():
    rows = village_rows(["Sukamaju", "", "", "", "", ""])
    for _time in range(2):
        apply(rows, "villages")
    doubt = DoubtfulVillage.objects.get()
    assert doubt.candidates
    place = make_region(doubt.candidates[0])
    actions.resolve_doubt(doubt, place, by=None)
    assert AssistedVillage.objects.get().village == place
    with pytest.raises(ValidationError):
        actions.resolve_doubt(doubt, None, by=None)


def test_neighbours_see_neither_imports_nor_doubts():
    wati = make_wati()
    apply(village_rows(["Sukamaju", "", "", "", "", ""]), "villages", by=wati)
    assert Import.objects.visible_to(wati).count() == 1
    for person in (make_budi(), make_rini()):
        assert not Import.objects.visible_to(person).exists()
        assert not DoubtfulVillage.objects.visible_to(person).exists()


@pytest.mark.parametrize("text", ["4/11/2024", "2024-11-04", "04-11-2024", "4 November 2024", "4 Nop 2024"])
def test_days_are_read_as_people_write_them(text):
    assert read_day(text) == date(2024, 11, 4)


@pytest.mark.parametrize("text", ["31/2/2024", "kemarin", "11/2024", "4 Foo 2024", ""])
def test_what_is_no_day_is_not_guessed(text):
    assert read_day(text) is None
