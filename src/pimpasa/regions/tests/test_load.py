import psycopg
import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from pimpasa.regions.data_files import DataFileError
from pimpasa.regions.load import LOCK, load_reference_data
from pimpasa.regions.models import ImmigrationOffice, OfficeJurisdiction, ReferenceLoad, Region
from pimpasa.regions.tests.make import FIRST_EDITION, make_data_folder


@pytest.fixture
def empty(db):
    """No regions: the whole data, where loaded, comes back when the test's transaction is undone."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE regions_region, regions_referenceload CASCADE")


@pytest.fixture
def first(empty, tmp_path):
    folder = make_data_folder(tmp_path / "first")
    load_reference_data(folder=folder)
    return folder


def load_later(tmp_path, **changes):
    load_reference_data(folder=make_data_folder(tmp_path / "later", edition="later", **changes))


def test_all_regions_and_offices_are_there(loaded):
    kinds = {kind: Region.objects.living().filter(kind=kind).count() for kind in Region.Kind.values}
    assert kinds == {
        "country": 1, "province": 38, "regency": 416, "city": 98, "district": 7_285,
        "village": 75_252, "urban_village": 8_496, "customary_village": 14,
    }  # fmt: skip
    assert sum(kinds.values()) - 1 == 91_599
    assert ImmigrationOffice.objects.count() == 152
    assert OfficeJurisdiction.objects.filter(is_primary=True).count() == 514


def test_codes_stay_text(loaded):
    assert Region.objects.get(code="32.10").name == "Kabupaten Majalengka"
    assert Region.objects.get(code="32.10").parent_id == "32"


def test_subtree_is_found_by_code(loaded):
    assert Region.objects.under("31").villages().count() == 267
    assert not Region.objects.under("3").exists()
    assert Region.objects.under("ID").count() == Region.objects.count()


def test_provinces_have_people_and_area(loaded):
    assert sum(Region.objects.filter(kind="province").values_list("population", flat=True)) == 284_973_643


def test_every_region_has_a_point_in_indonesia(loaded):
    outside = Region.objects.living().exclude(code="ID").exclude(latitude__range=(-11.5, 6.5))
    assert not outside.exists()


def test_same_files_are_loaded_once(first):
    assert load_reference_data(folder=first) is False


def test_loading_again_changes_nothing(first):
    before = list(Region.objects.values())
    ReferenceLoad.objects.all().delete()
    assert load_reference_data(folder=first) is True
    assert list(Region.objects.values()) == before


def test_progress_ends_at_the_total(empty, tmp_path):
    seen = []
    load_reference_data(lambda *step: seen.append(step), make_data_folder(tmp_path / "data"))
    assert ("region", 6, 6) in seen


def test_vanished_code_stays_and_is_marked(first, tmp_path):
    load_later(tmp_path, villages=FIRST_EDITION[:1])
    gone = Region.objects.get(code="11.01.01.2002")
    assert (gone.ended, gone.first_edition, gone.last_edition) == (True, "first", "first")


def test_renamed_village_keeps_its_code_and_first_edition(first, tmp_path):
    load_later(tmp_path, villages=[("11.01.01.2001", "Mawar Indah", "kelurahan"), FIRST_EDITION[1]])
    village = Region.objects.get(code="11.01.01.2001")
    assert (village.name, village.kind) == ("Mawar Indah", "urban_village")
    assert (village.first_edition, village.last_edition, village.ended) == ("first", "later", False)


def test_new_code_begins_with_its_edition(first, tmp_path):
    load_later(tmp_path, villages=[*FIRST_EDITION, ("11.01.01.2993", "Kenanga", "desa")])
    assert Region.objects.get(code="11.01.01.2993").first_edition == "later"


def test_successor_ties_an_old_code_to_the_new(first, tmp_path):
    villages = [FIRST_EDITION[0], ("11.01.01.2993", "Melati", "desa")]
    load_later(tmp_path, villages=villages, successors=[("11.01.01.2002", "11.01.01.2993")])
    assert Region.objects.get(code="11.01.01.2002").successor_id == "11.01.01.2993"


def test_code_that_returns_lives_again(first, tmp_path):
    load_later(tmp_path, villages=FIRST_EDITION[:1])
    load_reference_data(folder=first)
    assert Region.objects.get(code="11.01.01.2002").ended is False


def test_failed_load_changes_nothing(first, tmp_path):
    orphan = ("11.02.01.2001", "Yatim", "desa")
    with pytest.raises(DataFileError, match=r"regions\.csv\.gz, baris 5: kolom code: 11\.02\.01\.2001 induk"):
        load_later(tmp_path, villages=[orphan])
    assert not Region.objects.filter(last_edition="later").exists()


@pytest.mark.parametrize("jurisdictions", [[("kanim-contoh", "11.01", "0")], [("kanim-contoh", "11.01", "1")] * 2])
def test_a_regency_has_exactly_one_primary_office(empty, tmp_path, jurisdictions):
    with pytest.raises(DataFileError, match="kantor utama"):
        load_later(tmp_path, jurisdictions=jurisdictions)


def test_database_refuses_a_second_primary_office(first):
    ImmigrationOffice.objects.create(code="kanim-lain", name="Lain", kind="kanim", regency_id="11.01")
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeJurisdiction.objects.create(
            office_id="kanim-lain", regency_id="11.01", confidence="inferred", is_primary=True
        )


def test_two_loads_at_once_take_turns(empty, tmp_path):
    """The load waits for whoever holds the lock; here it is told not to wait long."""
    settings = connection.get_connection_params()
    wanted = {key: settings[key] for key in ("host", "port", "user", "password", "dbname") if settings.get(key)}
    with psycopg.connect(**wanted) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '50ms'")
        with pytest.raises(OperationalError, match="lock"), transaction.atomic():
            load_reference_data(folder=make_data_folder(tmp_path / "data"))
