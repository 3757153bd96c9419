"""The pages of activities: what they ask, what they keep, and who gets none of it."""

from datetime import date

import pytest
import uuid6
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pimpasa.accounts.tests.make import VILLAGE_A, VILLAGE_B, make_tono
from pimpasa.fieldwork.activities import actions
from pimpasa.fieldwork.activities.models import Activity, ActivityPhoto, Draft, FollowUp
from pimpasa.fieldwork.activities.tests.make import make_activity, make_activity_photo, make_history, sent_photo

LOG = "/petugas/kegiatan/catat/"
JSON = {"headers": {"Accept": "application/json"}}


def typed(**fields) -> dict:
    now = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    given = {"id": str(uuid6.uuid7()), "kind": "village_visit", "village": VILLAGE_A, "occurred_at": now}
    return {**given, **fields}


@pytest.fixture
def as_sari(client, sari):
    client.force_login(sari)
    return client


def test_the_form_opens_ready_to_be_sent(as_sari):
    form = as_sari.get(LOG).context["form"]
    assert (form["kind"].value(), form.has_no_village, form["officers"].value()) == (
        "village_visit",
        False,
        [Activity._meta.get_field("recorded_by").related_model.objects.get().pk],
    )


def test_a_visit_is_one_request(as_sari):
    answer = as_sari.post(LOG, typed())
    assert answer.url == reverse("activity", args=[Activity.objects.get().pk])


def test_a_whole_session_is_one_request(as_sari):
    fields = {"kind": "education_session", "female_unknown": "12", "male_18_24": "8", "topics": ["passport"]}
    words = {"summary": "Tanya jawab", "materials": ["leaflet"], "tags": ["acceleration-8"], "place": "Balai desa"}
    as_sari.post(LOG, typed(**fields, **words, follow_up="Antar poster", due_on="2026-12-01"))
    activity = Activity.objects.with_total().get()
    assert (activity.total, activity.topics, activity.tags) == (20, ["passport"], ["acceleration-8"])
    assert FollowUp.objects.get().due_on == date(2026, 12, 1)


def queries_of(deed) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        deed()
    return len(seen)


@pytest.mark.parametrize("address", [LOG, "/petugas/kegiatan/", "/petugas/kegiatan/tindak-lanjut/"])
def test_a_page_costs_the_same_after_500_activities(address, as_sari, sari):
    make_history(sari, 1)
    first = queries_of(lambda: as_sari.get(address))
    make_history(sari, 499)
    assert queries_of(lambda: as_sari.get(address)) == first


def test_logging_costs_the_same_after_500_activities(as_sari, sari):
    make_history(sari, 1)
    first = queries_of(lambda: as_sari.post(LOG, typed(female_unknown="3")))
    make_history(sari, 499)
    later = queries_of(lambda: as_sari.post(LOG, typed(female_unknown="3")))
    assert (later, later <= 20) == (first, True)


def test_what_was_typed_stays_when_something_is_wrong(as_sari):
    page = as_sari.post(LOG, typed(summary="Kata-kata panjang", occurred_at="2099-01-01T08:00")).content.decode()
    assert "Kata-kata panjang" in page
    assert "belum tiba" in page
    assert not Activity.objects.exists()


def test_repeating_takes_over_all_but_the_day_the_words_and_the_people(as_sari, sari):
    make_activity(
        sari, kind="education_session", topics=("passport",), summary="Lama", participants={("male", "unknown"): 3}
    )
    form = as_sari.get(LOG + "?ulangi").context["form"]
    assert (form["kind"].value(), form["topics"].value()) == ("education_session", ["passport"])
    assert (form["summary"].value(), form["male_unknown"].value()) == (None, None)


def test_a_village_elsewhere_cannot_be_chosen(as_sari, budi):
    assert as_sari.post(LOG, typed(village=VILLAGE_B)).status_code == 200
    assert not Activity.objects.exists()


def test_a_draft_is_there_again_on_another_phone_and_gone_once_sent(as_sari, client):
    fields = typed(kind="education_session", summary="Setengah jadi", topics=["passport", "trafficking"])
    assert as_sari.post("/petugas/kegiatan/draf/", fields, **JSON).json()["saved"]
    form = as_sari.get(LOG).context["form"]
    assert (form["summary"].value(), form["topics"].value()) == ("Setengah jadi", ["passport", "trafficking"])
    assert form["id"].value() == fields["id"]
    as_sari.post(LOG, fields)
    assert not Draft.objects.exists()


def test_a_draft_outlives_another_activity(as_sari, sari):
    as_sari.post("/petugas/kegiatan/draf/", typed(summary="Setengah jadi"), **JSON)
    make_activity(sari, kind="education_session")
    assert Draft.objects.get().fields["summary"] == ["Setengah jadi"]


def test_a_draft_is_kept_by_a_button_without_any_script(as_sari):
    assert as_sari.post("/petugas/kegiatan/draf/", typed(summary="x")).url == LOG
    assert b"Draf dari pukul" in as_sari.get(LOG).content


def test_a_draft_is_its_writers_alone(as_sari, client, wati):
    as_sari.post("/petugas/kegiatan/draf/", typed(summary="Rahasia"))
    client.force_login(wati)
    assert b"Rahasia" not in client.get(LOG).content


def test_a_draft_masks_numbers_and_has_an_end(as_sari):
    as_sari.post("/petugas/kegiatan/draf/", typed(summary="nomor 3301010101010001"))
    assert "3301" not in Draft.objects.get().fields["summary"][0]
    assert as_sari.post("/petugas/kegiatan/draf/", typed(summary="x" * 30_000), **JSON).status_code == 400


def test_a_draft_can_be_thrown_away(as_sari):
    as_sari.post("/petugas/kegiatan/draf/", typed(summary="x"))
    as_sari.post("/petugas/kegiatan/draf/hapus/")
    assert not Draft.objects.exists()


@pytest.fixture
def activity(sari):
    return make_activity(sari, summary="Bertemu kepala seksi", participants={("female", "unknown"): 4})


@pytest.mark.parametrize(
    ("person", "status"), [("sari", 200), ("wati", 200), ("agent", 200), ("budi", 404), ("former", 403)]
)
def test_who_reads_an_activity(person, status, client, activity, sari, request):
    client.force_login(sari if person == "sari" else request.getfixturevalue(person))
    assert client.get(reverse("activity", args=[activity.pk])).status_code == status


def test_the_list_of_a_neighbour_shows_nothing(client, activity, budi):
    client.force_login(budi)
    assert client.get("/petugas/kegiatan/").context["page"].paginator.count == 0


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 1),
        ("q=kepala", 1),
        ("q=lain", 0),
        ("jenis=village_visit", 1),
        ("jenis=other", 0),
        (f"desa={VILLAGE_A}", 1),
        ("bulan=2020-01", 0),
        ("bulan=bukan&hal=99", 1),
    ],
)
def test_the_list_is_narrowed(query, number, as_sari, activity):
    assert as_sari.get(f"/petugas/kegiatan/?{query}").context["page"].paginator.count == number


def test_a_correction_starts_from_what_was_written(as_sari, activity):
    address = reverse("activity-correct", args=[activity.pk])
    form = as_sari.get(address).context["form"]
    assert (form["summary"].value(), form["female_unknown"].value()) == ("Bertemu kepala seksi", 4)
    as_sari.post(address, typed(summary="Bertemu dua kepala seksi", female_unknown="4"))
    assert Activity.objects.current().get().words.summary == "Bertemu dua kepala seksi"
    # Whoever opens the earlier entry once more is led to the one that speaks now.
    assert as_sari.get(address)["Location"] == reverse("activity-correct", args=[Activity.objects.current().get().pk])


def test_the_second_who_corrects_keeps_what_was_typed(as_sari, activity, sari, monkeypatch):
    def slower(earlier, new, *, by):
        # Somebody else corrects it between the opening of the page and the sending.
        monkeypatch.undo()
        actions.correct_activity(
            earlier, actions.NewActivity(uuid6.uuid7(), "other", earlier.village, new.occurred_at), by=by
        )
        return actions.correct_activity(earlier, new, by=by)

    monkeypatch.setattr("pimpasa.fieldwork.activities.views.writing.actions.correct_activity", slower)
    page = as_sari.post(reverse("activity-correct", args=[activity.pk]), typed(summary="Kata saya")).content.decode()
    assert "Orang lain" in page
    assert "Kata saya" in page


def test_the_old_entry_leads_to_the_new_one(as_sari, activity, sari):
    as_sari.post(reverse("activity-correct", args=[activity.pk]), typed())
    page = as_sari.get(reverse("activity", args=[activity.pk])).content.decode()
    assert reverse("activity", args=[Activity.objects.current().get().pk]) in page


def test_each_photo_is_its_own_request_and_sending_it_again_adds_none(as_sari, activity):
    key, address = str(uuid6.uuid7()), reverse("activity-photo-add", args=[activity.pk])
    for _again in range(2):
        assert as_sari.post(address, {"key": key, "photo": sent_photo()}, **JSON).status_code == 201
    assert str(ActivityPhoto.objects.get().pk) == key


def test_a_photo_is_sent_without_any_script(as_sari, activity):
    address = reverse("activity-photo-add", args=[activity.pk])
    page = as_sari.post(address, {"key": str(uuid6.uuid7()), "photo": sent_photo()}, follow=True)
    assert b"Foto tersimpan" in page.content
    assert b"Pilih satu foto dulu" in as_sari.post(address, {}, follow=True).content


def test_a_bad_photo_is_refused_with_words(as_sari, activity):
    address = reverse("activity-photo-add", args=[activity.pk])
    drawing = SimpleUploadedFile("foto.jpg", b"<svg xmlns='x'><script>1</script></svg>", "image/jpeg")
    answer = as_sari.post(address, {"key": str(uuid6.uuid7()), "photo": drawing}, **JSON)
    assert (answer.status_code, "SVG" in answer.json()["error"]) == (400, True)


def test_a_photo_of_50_megabytes_is_refused_with_words_and_not_kept(as_sari, activity):
    huge = SimpleUploadedFile("f.jpg", b"\xff\xd8" + b"\0" * 50_000_000, "image/jpeg")
    address = reverse("activity-photo-add", args=[activity.pk])
    answer = as_sari.post(address, {"key": str(uuid6.uuid7()), "photo": huge}, **JSON)
    assert (answer.status_code, "15 MB" in answer.json()["error"]) == (400, True)


@pytest.mark.parametrize(
    ("person", "status"), [("sari", 200), ("wati", 200), ("agent", 403), ("budi", 404), ("former", 403)]
)
def test_who_opens_a_photo(person, status, client, activity, sari, request):
    photo = make_activity_photo(activity, sari)
    client.force_login(sari if person == "sari" else request.getfixturevalue(person))
    assert client.get(reverse("activity-photo", args=[photo.pk])).status_code == status


def test_a_counted_sheet_is_removed_on_its_page(as_sari, activity, sari):
    sheet = make_activity_photo(activity, sari, is_sign_up_sheet=True)
    as_sari.post(reverse("activity-photo-remove", args=[sheet.pk]), {"reason": "counted"})
    assert as_sari.get(reverse("activity-photo", args=[sheet.pk])).status_code == 404


def test_an_agent_who_is_staff_elsewhere_may_read_here_and_write_nothing(client, activity):
    client.force_login(make_tono())
    pages = ["activity-correct", "activity-photo-add", "follow-up-add"]
    assert client.get(reverse("activity", args=[activity.pk])).status_code == 200
    assert [client.post(reverse(page, args=[activity.pk])).status_code for page in pages] == [404] * 3


def test_follow_ups_that_are_due_are_listed_in_words_until_finished(as_sari, sari):
    make_activity(sari, follow_up="Antar poster", due_on=date(2025, 1, 5))
    page = as_sari.get("/petugas/kegiatan/tindak-lanjut/")
    assert (page.context["overdue"], b"lewat waktu" in page.content) == (1, True)
    as_sari.post(reverse("follow-up-finish", args=[FollowUp.objects.get().pk]))
    assert as_sari.get("/petugas/kegiatan/tindak-lanjut/").context["rows"] == []


def test_a_follow_up_is_added_on_the_page(as_sari, activity):
    sent = {"key": str(uuid6.uuid7()), "what": "Antar poster", "due_on": "2026-12-01"}
    as_sari.post(reverse("follow-up-add", args=[activity.pk]), sent)
    assert FollowUp.objects.get().what == "Antar poster"


def test_the_neighbours_follow_ups_stay_theirs(client, sari, budi):
    make_activity(sari, follow_up="Antar poster", due_on=date(2025, 1, 5))
    client.force_login(budi)
    assert client.get("/petugas/kegiatan/tindak-lanjut/").context["rows"] == []
    assert client.post(reverse("follow-up-finish", args=[FollowUp.objects.get().pk])).status_code == 404
