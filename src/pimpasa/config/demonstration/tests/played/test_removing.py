import pytest
from django.db import connection

from pimpasa.config.demonstration.files import note_files, settle_files
from pimpasa.config.demonstration.loading import load, load_once
from pimpasa.config.demonstration.removing import KEPT, SHIPPED_PROGRAMMES, remove, tables_to_empty
from pimpasa.config.demonstration.tests.counting import counts_of
from pimpasa.fieldwork.models import OtherProgramme
from pimpasa.fieldwork.register.actions.villages import add_programme, close_programme
from pimpasa.foundation import installation
from pimpasa.foundation.installation.models import Installation
from pimpasa.regions.jurisdictions.actions import decide_jurisdiction
from pimpasa.regions.models import OfficeJurisdiction

pytestmark = pytest.mark.usefixtures("played")


def files_in(folder):
    return sorted(path.name for path in (folder / "files").rglob("*") if path.is_file())


def test_nothing_is_left_but_the_reference_data_and_the_mark_that_it_was_there():
    reference = KEPT - {"installation_installation"}
    before = counts_of(reference)
    remove()
    assert set(counts_of(tables_to_empty()).values()) == {0}
    assert counts_of(reference) == before
    assert not installation.current().is_demonstration
    assert Installation.objects.filter(is_demonstration=False).exists()
    assert load_once() is False


def test_every_table_is_either_kept_or_emptied():
    assert set(connection.introspection.table_names()) == KEPT | set(tables_to_empty())


def test_what_was_tried_on_a_working_area_is_undone(player):
    guessed = OfficeJurisdiction.objects.filter(confidence="inferred").first()
    decide_jurisdiction(guessed, verdict="confirmed", reason="Peragaan", by=player("pengelola"))
    remove()
    again = OfficeJurisdiction.objects.get(office=guessed.office_id, regency=guessed.regency_id)
    assert again.confidence == "inferred"


def test_the_pictures_go_last_and_it_can_be_asked_for_again(folder):
    assert files_in(folder)
    remove()
    assert files_in(folder) == []
    assert load() is True
    assert files_in(folder)


def test_files_of_a_removal_that_did_not_happen_stay(folder):
    here = files_in(folder)
    note_files(here)
    settle_files()
    assert files_in(folder) == here
    assert not (folder / "demonstration-files").exists()


def test_the_list_of_other_programmes_is_again_as_shipped(player):
    for name in SHIPPED_PROGRAMMES:
        OtherProgramme.objects.get_or_create(name=name)
    shipped = set(OtherProgramme.objects.values_list("name", "ended"))
    add_programme("Peragaan", by=player("pengelola"))
    close_programme(OtherProgramme.objects.get(name="Desmigratif"), by=player("pengelola"))
    remove()
    assert set(OtherProgramme.objects.values_list("name", "ended")) == shipped
