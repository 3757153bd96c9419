"""The staff pages: every one opens for those it is for, a form keeps what was typed, neighbours find nothing."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from pimpasa.accounts.tests.make import (
    VILLAGE_A,
    VILLAGE_B,
    make_agent,
    make_budi,
    make_office,
    make_region,
    make_rini,
    make_sari,
    make_staff,
    make_wati,
)
from pimpasa.fieldwork.register import printing
from pimpasa.fieldwork.register.actions.decrees import DecreeText, Scan, change_decree
from pimpasa.fieldwork.register.actions.villages import Description, describe_village
from pimpasa.fieldwork.register.codes import grouped
from pimpasa.fieldwork.register.models import (
    Assignment,
    AssistedVillage,
    Decree,
    DoubtfulVillage,
    Import,
    Inauguration,
    Officer,
)
from pimpasa.fieldwork.register.queries import national_register, officers_over_load, villages_without_officer
from pimpasa.fieldwork.register.tests.make import (
    LAUNCHED,
    PDF,
    SIGNED,
    make_assignment,
    make_assisted_village,
    make_decree,
    make_officer,
    photo,
)
from pimpasa.fieldwork.register.tests.test_imports import OFFICERS, as_csv, village_rows
from pimpasa.foundation.printing.tests.reading import letters, letters_of, needs_pdftotext
from pimpasa.foundation.tasks.tests.run import run_waiting_jobs

pytestmark = pytest.mark.django_db
LISTS = [
    "decrees",
    "assisted-villages",
    "officers",
    "inaugurations",
    "assignments",
    "imports",
    "doubtful-villages",
    "programmes",
]
FORMS = ["decree-add", "officer-add", "inauguration-add", "assignment-add", "import-add"]


@pytest.fixture
def wati(client):
    wati = make_wati()
    client.force_login(wati)
    return wati


@pytest.fixture
def village(wati):
    return make_assisted_village()


def decree_form(subject: str, content: bytes) -> dict[str, object]:
    key, file = "0190c9a0-0000-7000-8000-000000000001", SimpleUploadedFile("sk.pdf", content, "application/pdf")
    given = {"id": key, "office": "kanim-x", "number": "W.1", "dated_on": "2024-10-28"}
    return given | {"subject": subject, "file": file}


def text_of(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("page", [*LISTS, *FORMS, "national-register"])
def test_every_list_and_form_opens_empty_and_filled(client, wati, page):
    assert client.get(reverse(page)).status_code == 200
    make_assignment(make_officer(), make_assisted_village())
    assert client.get(reverse(page), {"q": "sk", "urut": "nama", "hal": "9"}).status_code == 200


def test_lists_are_narrowed_by_words_and_choices(client, village):
    make_assisted_village("33.01.01.2002", "proposed")
    listed = text_of(client.get(reverse("assisted-villages"), {"keadaan": "proposed", "provinsi": "33", "q": "2002"}))
    assert "Wilayah 33.01.01.2002</a>" in listed
    assert "Wilayah 33.01.01.2001</a>" not in listed
    assert client.get(reverse("officers"), {"tugas": "tidak", "kantor": "x", "urut": "beban"}).status_code == 200
    assert client.get(reverse("assignments"), {"waktu": "habis"}).status_code == 200


def test_a_decree_is_recorded_with_its_scan_and_given_only_to_those_in_reach(client, wati):
    make_office("kanim-x")
    sent = decree_form("Pembentukan desa binaan", PDF)
    assert client.post(reverse("decree-add"), sent).status_code == 302
    decree = Decree.objects.get()
    address = reverse("decree-file", args=[decree.pk])
    answer = client.get(address)
    assert (answer.content, answer["Content-Disposition"][:10]) == (PDF, "attachment")
    client.force_login(make_budi())
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "content", [b"<svg onload=alert(1)>", b"%PDF-1.4\n/OpenAction<</S/JavaScript/JS(x)>>\n%%EOF", b"PK\x03\x04", b""]
)
def test_a_file_that_is_no_plain_pdf_is_refused_and_the_words_stay(client, wati, content):
    make_office("kanim-x")
    answer = client.post(reverse("decree-add"), decree_form("Pembentukan", content))
    assert answer.status_code == 200
    assert "Pembentukan" in text_of(answer)
    assert not Decree.objects.exists()


def test_a_photo_loses_place_and_device(client, wati):
    exif = Image.Exif()
    exif[0x010F] = "RahasiaKamera"
    officer = make_officer(photo=photo(exif=exif))
    kept = bytes(officer.photo.content)
    assert b"RahasiaKamera" not in kept
    assert Image.open(BytesIO(kept)).size == (480, 600)
    assert client.get(reverse("officer-photo", args=[officer.pk])).content == kept


def test_the_way_of_a_village_from_search_to_active(client, wati):
    make_region(VILLAGE_A)
    decree = make_decree()
    address = reverse("assisted-village-propose") + f"?desa={VILLAGE_A}"
    key = "0190c9a0-0000-7000-8000-000000000002"
    client.post(address, {"id": key, "office": "kanim-x", "criterion_border": "Dekat pos lintas batas"})
    day = timezone.localdate().isoformat()
    move = lambda step: reverse("assisted-village-move", args=[key, step])  # noqa: E731 - short and local
    client.post(move("sepakat"), {"version": 1, "happened_on": day})
    client.post(move("aktif"), {"version": 2, "decree": decree.pk, "launched_on": day})
    client.post(move("mandiri"), {"version": 3, "happened_on": day, "reason": "Warga bertanya sendiri"})
    assert AssistedVillage.objects.get().state == "independent"
    assert "Warga bertanya sendiri" in text_of(client.get(reverse("assisted-village", args=[key])))


def test_a_village_to_propose_is_searched_among_ones_own_with_the_staff_menu(client, wati):
    page = text_of(client.get(reverse("assisted-village-propose"), {"q": "tambakreja kedungreja cilacap"}))
    assert f"?desa={VILLAGE_A}" in page
    assert reverse("officers") in page


def test_a_village_elsewhere_is_not_offered_and_the_page_says_why(client, wati):
    page = text_of(client.get(reverse("assisted-village-propose"), {"q": "kutacane babussalam aceh tenggara"}))
    assert "?desa=" not in page
    assert "di luar wilayah Anda" in page


def test_a_proposal_without_criterion_keeps_what_was_typed(client, wati):
    make_region(VILLAGE_A)
    address = reverse("assisted-village-propose") + f"?desa={VILLAGE_A}"
    sent = {"id": "0190c9a0-0000-7000-8000-000000000002", "office": "kanim-x", "signal": "slow"}
    answer = client.post(address, sent)
    assert 'value="slow" selected' in text_of(answer)
    assert not AssistedVillage.objects.exists()


def test_the_second_of_two_is_told_what_is_there_now_and_keeps_the_words(client, village):
    describe_village(village, Description({"border": "Tulisan orang lain"}), version=None, by=None)
    address = reverse("assisted-village-describe", args=[village.pk])
    answer = client.post(address, {"version": village.version, "criterion_border": "Tulisan saya"})
    page = text_of(answer)
    assert answer.status_code == 200
    assert "Tulisan orang lain" in page
    assert 'value="Tulisan saya"' in page
    village.refresh_from_db()
    assert f'name="version" value="{village.version}"' in page
    client.post(address, {"version": village.version, "criterion_border": "Tulisan saya"})
    assert village.criteria.get().evidence == "Tulisan saya"


def test_a_stale_decree_form_is_told_too(client, wati):
    decree = make_decree()
    change_decree(decree, DecreeText("W.2", SIGNED, "Judul baru"), version=None, by=None, scan=Scan("a.pdf", PDF))
    sent = {"version": 1, "number": "W.3", "dated_on": SIGNED.isoformat(), "subject": "Judul saya"}
    assert "Judul baru" in text_of(client.post(reverse("decree-edit", args=[decree.pk]), sent))


def test_an_officer_is_recorded_assigned_covered_and_withdrawn_on_the_pages(client, village):
    sent = {"id": "0190c9a0-0000-7000-8000-000000000003", "office": "kanim-x", "email": "sri@contoh.id"}
    client.post(reverse("officer-add"), sent | {"printed_name": "Sri", "photo": SimpleUploadedFile("a.jpg", photo())})
    officer = Officer.objects.get()
    assign = {"id": "0190c9a0-0000-7000-8000-000000000004", "officer": officer.pk, "assisted_village": village.pk}
    client.post(reverse("assignment-add"), assign | {"starts_on": LAUNCHED.isoformat()})
    assignment = Assignment.objects.get()
    for page, row in (("officer", officer), ("assignment", assignment), ("officer-edit", officer)):
        assert client.get(reverse(page, args=[row.pk])).status_code == 200
    last = (timezone.localdate() + timedelta(days=5)).isoformat()
    client.post(reverse("assignment-end", args=[assignment.pk]), {"version": 1, "last_day": last})
    day = timezone.localdate().isoformat()
    sent = {"version": 1, "last_day": day, "reason": "Mutasi"}
    assert client.post(reverse("officer-withdraw", args=[officer.pk]), sent).status_code == 302
    assert not Assignment.objects.not_over(timezone.localdate() + timedelta(days=1)).exists()


def test_an_inauguration_is_recorded_and_its_officers_ticked(client, wati):
    decree, officer = make_decree(), make_officer(inaugurated=False)
    sent = {
        "id": "0190c9a0-0000-7000-8000-000000000005",
        "office": "kanim-x",
        "decree": decree.pk,
        "held_on": "2024-11-04",
    }
    client.post(reverse("inauguration-add"), sent)
    row = Inauguration.objects.get()
    client.post(reverse("inauguration-officers", args=[row.pk]), {"officers": [officer.pk]})
    assert list(row.officers.all()) == [officer]
    assert officer.printed_name in text_of(client.get(reverse("inauguration", args=[row.pk])))


def test_a_list_is_previewed_corrected_and_applied_on_the_pages(client, village):
    rows = [*OFFICERS, ["", "salah@contoh.id"]]
    upload = SimpleUploadedFile("pimpasa.csv", as_csv(rows))
    sent = {"id": "0190c9a0-0000-7000-8000-000000000006", "office": "kanim-x", "kind": "officers", "file": upload}
    page = client.post(reverse("import-add"), sent, follow=True)
    assert "Baris 4, kolom nama: Nama kosong." in text_of(page)
    assert not Officer.objects.exists()
    key = Import.objects.get().pk
    assert b"4,nama,Nama kosong." in client.get(reverse("import-errors", args=[key])).content
    page = client.post(reverse("import-apply", args=[key]), follow=True)
    assert "Sedang diterapkan: 0 dari 2 baris." in text_of(page)
    assert '<meta http-equiv="refresh"' in text_of(page)
    run_waiting_jobs()
    assert Officer.objects.count() == 2
    assert "Pimpasa dicatat" in text_of(client.get(reverse("import", args=[key])))


def test_a_long_list_shows_how_far_it_is_and_is_not_applied_before(client, wati):
    rows = village_rows(*([f"Tidak Ada {number}"] for number in range(1200)))
    sent = {"id": "0190c9a0-0000-7000-8000-000000000006", "office": "kanim-x", "kind": "villages"}
    sent["file"] = SimpleUploadedFile("desa.csv", as_csv(rows))
    assert "1000 dari 1200 baris diperiksa" in text_of(client.post(reverse("import-add"), sent, follow=True)).replace(
        ".", ""
    )
    key = Import.objects.get().pk
    assert client.post(reverse("import-apply", args=[key])).status_code == 302
    assert not DoubtfulVillage.objects.exists()
    assert "dari 1200" not in text_of(client.get(reverse("import", args=[key])))


def test_a_discarded_list_leaves_no_rows(client, village):
    sent = {"id": "0190c9a0-0000-7000-8000-000000000006", "office": "kanim-x", "kind": "officers"}
    client.post(reverse("import-add"), sent | {"file": SimpleUploadedFile("p.csv", as_csv(OFFICERS))})
    row = Import.objects.get()
    client.post(reverse("import-discard", args=[row.pk]))
    row.refresh_from_db()
    assert (row.state, row.rows) == ("discarded", [])


def test_a_doubtful_village_is_chosen_on_its_page(client, wati):
    sent = {"id": "0190c9a0-0000-7000-8000-000000000006", "office": "kanim-x", "kind": "villages"}
    rows = village_rows(["Sukamaju", "", "", "", "", ""])
    client.post(reverse("import-add"), sent | {"file": SimpleUploadedFile("d.csv", as_csv(rows))}, follow=True)
    client.post(reverse("import-apply", args=[sent["id"]]))
    run_waiting_jobs()
    doubt = DoubtfulVillage.objects.get()
    make_region(VILLAGE_A)
    page = reverse("doubtful-village", args=[doubt.pk])
    assert "Pilih satu desa" in text_of(client.post(page, {"code": ""}))
    assert "tidak dikenal" in text_of(client.post(page, {"code": "99.99.99.9999"}))
    assert client.post(page, {"code": VILLAGE_A}).status_code == 302
    assert AssistedVillage.objects.get().village_id == VILLAGE_A


@pytest.mark.parametrize("who", [make_budi, make_rini, make_agent])
def test_nobody_without_reach_opens_the_forms_of_this_office(client, village, who):
    officer, decree = make_officer(), make_decree()
    assignment = make_assignment(officer, village)
    client.force_login(who())
    pages = {
        "officer-edit": officer,
        "officer-certificate": officer,
        "officer-withdraw": officer,
        "decree-edit": decree,
    }
    pages |= {"assignment-end": assignment, "assisted-village-describe": village}
    for page, row in pages.items():
        assert client.get(reverse(page, args=[row.pk])).status_code in (403, 404)


def test_neighbours_find_no_detail_page(client, village):
    officer = make_officer()
    assignment = make_assignment(officer, village)
    make_assisted_village(VILLAGE_B, office="kanim-y")
    client.force_login(make_budi())
    for page, row in {
        "assisted-village": village,
        "officer": officer,
        "assignment": assignment,
        "decree": village.decree,
    }.items():
        assert client.get(reverse(page, args=[row.pk])).status_code == 404
    listed = "".join(text_of(client.get(reverse(page))) for page in ("assisted-villages", "officers", "assignments"))
    assert VILLAGE_A not in listed
    assert officer.printed_name not in listed


def test_only_the_own_office_reads_the_code(client, village):
    officer = make_officer()
    make_assignment(officer, village)
    address = reverse("officer", args=[officer.pk])
    assert officer.short_code[:4] in text_of(client.get(address))
    client.force_login(make_sari())
    assert officer.short_code[:4] not in text_of(client.get(address))


@pytest.mark.parametrize("page", ["officer-certificate", "officer-badge"])
def test_certificate_and_badge_are_pdfs_with_and_without_photo(client, wati, page):
    for officer in (make_officer("satu"), make_officer("dua", photo=photo(), is_demonstration=True)):
        answer = client.get(reverse(page, args=[officer.pk]))
        assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


@needs_pdftotext
def test_a_demonstration_and_an_installation_nobody_runs_say_so_on_paper(db):
    officer, address = make_officer(is_demonstration=True), "https://contoh.id/periksa/"
    for sheet in (printing.badge(officer, address), printing.certificate(officer, address)):
        assert "PERAGAAN.TIDAKBERLAKU." in letters_of(sheet)
        assert "Belumadakantoryangmengelola" in letters_of(sheet)
        assert letters(grouped(officer.short_code)) in letters_of(sheet)


def test_villages_without_officer_and_officers_over_load_are_named(client, village, settings):
    settings.PIMPASA_MOST_VILLAGES = 1
    staff, today = make_staff("pengelola"), timezone.localdate()
    assert list(villages_without_officer(staff, today)) == [village]
    officer = make_officer()
    for one in (village, make_assisted_village("33.01.01.2002")):
        make_assignment(officer, one)
    assert not villages_without_officer(staff, today)
    assert [one.load for one in officers_over_load(staff, today)] == [2]
    assert "Lebih dari 1 desa" in text_of(client.get(reverse("officers")))


def test_the_national_register_counts_real_ones_and_hides_small_counts_elsewhere():
    wati = make_wati()
    for number in range(6):
        make_assisted_village(f"33.01.01.200{number}")
    make_assisted_village("34.01.01.2001", office="kanim-z")
    make_assisted_village("35.01.01.2001", office="kanim-p", is_demonstration=True)
    make_officer()
    today = timezone.localdate()
    seen, own = (national_register(person, today) for person in (make_rini(), wati))
    assert (seen.officers, seen.villages) == (1, 7)
    assert [str(row.villages) for row in seen.provinces] == ["6", "1"]
    assert [str(row.villages) for row in own.provinces] == ["–", "–"]


def test_the_public_page_of_a_village_tells_that_it_is_assisted_but_names_nobody(client):
    village = make_assisted_village()
    make_assignment(make_officer(printed_name="Sri Lestari"), village)
    page = text_of(client.get(reverse("village", args=[VILLAGE_A])))
    assert "4 November 2024" in page
    assert reverse("officer-check") in page
    assert "Sri Lestari" not in page


def test_lists_take_a_constant_number_of_queries(client, wati, django_assert_max_num_queries):
    for number in range(8):
        make_assignment(make_officer(f"orang{number}"), make_assisted_village(f"33.01.01.200{number}"))
    for page in ("assisted-villages", "officers", "assignments", "decrees"):
        with django_assert_max_num_queries(45):
            client.get(reverse(page))
