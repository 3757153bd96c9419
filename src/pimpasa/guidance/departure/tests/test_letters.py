from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from pimpasa.foundation.content import load_library
from pimpasa.guidance.departure.letters import FORMS, letter_data, letter_of, letters
from pimpasa.regions.gazetteer import gazetteer

from .make import HOSTILE, LETTERS, VILLAGE, send_letter, text_of


@pytest.mark.parametrize("kind", LETTERS)
def test_each_letter_becomes_a_sheet_and_a_screen(client, kind):
    assert send_letter(client, kind, bentuk="pdf").content.startswith(b"%PDF")
    html = text_of(send_letter(client, kind, bentuk="layar"))
    assert "KONSEP" in html
    assert "Ibu Rumiyatun" in html
    assert "Tambakreja" in html


@pytest.mark.parametrize("letter", letters(), ids=lambda letter: letter.id)
def test_rows_speak_of_fields_and_facts_that_exist(letter):
    values = {row["value"] for part in letter.words["body"] for row in part.get("rows", ()) if "value" in row}
    assert values <= set(letter.form.base_fields)
    assert {signer["name"] for signer in letter.words["signers"]} <= set(letter.form.base_fields)
    assert set(letter.words["facts"]["ids"]) <= set(load_library().guides[letter.words["facts"]["guide"]].by_id)


def test_no_form_asks_for_an_identity_number_and_every_letter_leaves_a_line_for_it():
    assert [name for form in FORMS.values() for name in form.base_fields if "nik" in name] == []
    for letter in letters():
        hands = [row["label"] for part in letter.words["body"] for row in part.get("rows", ()) if "hand" in row]
        assert "NIK" in hands


def test_the_page_says_what_the_rule_says_with_its_source(client):
    html = text_of(client.get(reverse("village-letter"), {"jenis": "bencana"}))
    assert "Biaya beban menjadi Rp0 hanya bila kepala kantor menyetujui." in html
    assert 'id="s1"' in html


def test_a_letter_nobody_named_a_signer_for_says_so(client):
    assert "tidak menyebut siapa yang menandatangani" in text_of(
        client.get(reverse("village-letter"), {"jenis": "status"})
    )


def test_a_kelurahan_is_signed_by_its_lurah():
    kelurahan = gazetteer().find("gambir jakarta pusat", 1)[0]
    assert kelurahan.kind == "kelurahan"
    assert letter_data(letter_of("izin"), {}, kelurahan)["head"] == "Lurah"
    assert letter_data(letter_of("izin"), {}, gazetteer().place(VILLAGE))["head"] == "Kepala Desa"


def test_an_unknown_village_is_said_and_the_typing_kept(client):
    response = send_letter(client, desa="99.99.99.9999", worker_name="x" * 81)
    assert "Kode desa itu tidak kami kenal" in text_of(response)
    assert "Bapak Sukarjo" in text_of(response)


def test_typed_markup_stays_text_in_the_draft(client):
    data = letter_data(letter_of("izin"), {"job": HOSTILE}, None)
    rows = [row for part in data["body"] for row in part["rows"]]
    assert [HOSTILE] in [row["lines"] for row in rows]
    assert "<b>" not in text_of(send_letter(client, job=HOSTILE, bentuk="layar"))
    assert send_letter(client, job=HOSTILE, bentuk="pdf").content.startswith(b"%PDF")


def test_an_address_keeps_its_four_lines():
    lines = ["Dusun Satu", "RT 1 RW 2", "Kampung Baru", "Pulau Kecil"]
    data = letter_data(letter_of("status"), {"worker_address": "\n".join(lines)}, None)
    assert lines in [row["lines"] for part in data["body"] for row in part["rows"]]


def test_a_disaster_of_tomorrow_is_asked_again(client):
    tomorrow = (localdate() + timedelta(days=1)).isoformat()
    response = send_letter(client, "bencana", event_day=tomorrow)
    assert response.status_code == 400
    assert "belum terjadi" in text_of(response)
    assert tomorrow in text_of(response)


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_letter_shows_the_letters_there_are(client, method):
    html = text_of(getattr(client, method)(reverse("village-letter"), {"jenis": "cerai"}))
    assert "Izin keluarga" in html


def test_the_list_says_what_the_village_owes_and_that_one_may_go_alone(client):
    html = text_of(client.get(reverse("village-letter")))
    assert "Desa membantu mengurus surat kependudukan." in html
    assert "Tidak harus lewat siapa pun." in html
