"""A confirmed list is left to a worker: asked once, applied once, resumed after a death, refused in words."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from pimpasa.accounts.actions import end_posting
from pimpasa.accounts.tests.make import make_budi, make_wati
from pimpasa.fieldwork.register.imports import actions, applying
from pimpasa.fieldwork.register.imports.asking import apply_asked_import, ask_to_apply
from pimpasa.fieldwork.register.models import Import, ImportProgress, Officer
from pimpasa.fieldwork.register.tests.make import make_assisted_village
from pimpasa.fieldwork.register.tests.test_imports import CODE, OFFICERS, read
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.tasks.tests.run import run_waiting_jobs, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def wati():
    return make_wati()


@pytest.fixture
def kept(wati):
    make_assisted_village(CODE)
    return read(OFFICERS, by=wati)


def test_asked_twice_it_is_left_to_a_worker_once_and_applied_in_the_askers_name(kept, wati):
    for _time in range(2):
        ask_to_apply(kept, by=wati)
    assert waiting("fieldwork.apply-import") == [{"import_id": str(kept.pk)}]
    run_waiting_jobs()
    ask_to_apply(kept, by=wati)
    assert (Officer.objects.count(), waiting("fieldwork.apply-import")) == (2, [])
    assert AuditEntry.objects.get(verb="apply-import").actor == wati


def test_a_worker_that_dies_leaves_nothing_and_the_next_one_does_it_all(kept, wati, monkeypatch):
    ask_to_apply(kept, by=wati)
    with monkeypatch.context() as dying:
        dying.setattr(applying, "inaugurate", lambda *args, **kwargs: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            apply_asked_import(import_id=str(kept.pk))
    assert Officer.objects.count() == 0
    for _time in range(2):
        apply_asked_import(import_id=str(kept.pk))
    assert (Officer.objects.count(), Import.objects.get(pk=kept.pk).state) == (2, "applied")


def test_what_is_refused_meanwhile_stands_on_the_page_and_nothing_is_kept(client, kept, wati, monkeypatch):
    def refuse(*args, **kwargs):
        raise ValidationError("Baris 2: SK sudah dicabut.")

    ask_to_apply(kept, by=wati)
    monkeypatch.setattr(applying, "inaugurate", refuse)
    run_waiting_jobs()
    client.force_login(wati)
    page = client.get(reverse("import", args=[kept.pk])).content.decode()
    assert "Tidak ada yang tersimpan. Baris 2: SK sudah dicabut." in page
    assert (Officer.objects.count(), Import.objects.get(pk=kept.pk).state) == (0, "read")


def test_who_asked_and_lost_the_right_meanwhile_is_refused(kept, wati):
    ask_to_apply(kept, by=wati)
    end_posting(wati.postings.get(), by=None)
    run_waiting_jobs()
    assert Officer.objects.count() == 0
    assert ImportProgress.objects.get().refused == "Hak Anda di kantor ini sudah berakhir."


def test_while_it_waits_it_cannot_be_discarded_and_neighbours_find_no_page(client, kept, wati):
    ask_to_apply(kept, by=wati)
    actions.discard_import(kept, by=wati)
    assert Import.objects.get(pk=kept.pk).state == "applying"
    client.force_login(make_budi())
    assert client.get(reverse("import", args=[kept.pk])).status_code in (403, 404)


@pytest.mark.django_db(transaction=True)
def test_how_far_it_is_shows_before_anything_is_kept(monkeypatch):
    seen = []
    make_assisted_village(CODE)
    wati = make_wati()
    kept = read(OFFICERS, by=wati)
    ask_to_apply(kept, by=wati)
    inaugurate = applying.inaugurate

    def look(*args, **kwargs):
        seen.append(from_outside(f"SELECT done, total FROM fieldwork_importprogress WHERE source_id = '{kept.pk}'"))
        seen.append(from_outside("SELECT count(*) FROM fieldwork_officer"))
        return inaugurate(*args, **kwargs)

    monkeypatch.setattr(applying, "inaugurate", look)
    apply_asked_import(import_id=str(kept.pk))
    assert seen[0][0] >= 1
    assert seen[1] == (0,)


def from_outside(question: str) -> tuple[int, ...]:
    """What somebody sees who is not part of the transaction."""
    from django.db import connection

    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()
    finally:
        other.close()
