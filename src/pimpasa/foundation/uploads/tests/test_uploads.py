import struct
import zipfile
import zlib
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from PIL import Image

from pimpasa.foundation.uploads import RefusedFileError, forget, keep, read, take_file, take_photo
from pimpasa.foundation.uploads.answers import file_answer
from pimpasa.foundation.uploads.tests.make import PLACE_TAG, make_pdf, make_pdf_with_hidden, make_photo


def sent(content: bytes, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


def refusal(content: bytes) -> str:
    with pytest.raises(RefusedFileError) as refused:
        take_file(sent(content))
    return refused.value.messages[0]


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("PIMPASA_HOME", str(tmp_path))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_becomes_a_jpeg(form):
    taken = take_photo(sent(make_photo(form=form)))
    assert taken.kind == "image/jpeg"
    assert Image.open(BytesIO(taken.content)).format == "JPEG"


def test_a_large_photo_is_reduced_to_1600_pixels():
    taken = take_photo(sent(make_photo((4000, 3000))))
    assert Image.open(BytesIO(taken.content)).size == (1600, 1200)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_location_and_description_are_gone(form):
    raw = make_photo(form=form, with_location=True)
    assert PLACE_TAG.encode() in raw
    taken = take_photo(sent(raw))
    assert PLACE_TAG.encode() not in taken.content
    assert dict(Image.open(BytesIO(taken.content)).getexif()) == {}


def test_a_program_written_behind_the_picture_is_gone():
    assert b"<script>" not in take_photo(sent(make_photo() + b"<script>alert(1)</script>")).content


def test_a_transparent_picture_stands_on_white():
    out = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    assert Image.open(BytesIO(take_photo(sent(out.getvalue())).content)).getpixel((5, 5)) == (255, 255, 255)


def test_a_50_megabyte_photo_is_refused_before_it_is_read():
    assert "15 MB" in refusal(make_photo() + b"\0" * 50_000_000)


@pytest.mark.parametrize(
    "content", [b"", b"MZ\x90\0" * 50, b"GIF89a" + b"\0" * 50, make_photo()[:300], b"\xff\xd8\xff"]
)
def test_what_is_not_a_whole_photo_is_refused(content):
    assert refusal(content)


@pytest.mark.parametrize("head", [b"", b'<?xml version="1.0"?>', b"\xef\xbb\xbf  "])
def test_an_svg_with_script_is_refused(head):
    assert "SVG" in refusal(head + b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")


def test_a_zip_bomb_is_refused_unopened():
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("a", b"\0" * 10_000_000)
    assert "ZIP" in refusal(out.getvalue())


def png_claiming(width: int, height: int) -> bytes:
    """A small file that would unfold to a huge picture."""
    rows = zlib.compress(b"\0" * 100_000)
    parts = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", rows), (b"IEND", b"")]
    body = [struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts]
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)


@pytest.mark.parametrize("side", [6_000, 12_000, 100_000])
def test_a_picture_that_unfolds_to_a_bomb_is_refused(side):
    assert refusal(png_claiming(side, side))


def test_a_plain_pdf_is_kept_as_it_is():
    taken = take_file(sent(make_pdf(), "surat.pdf"))
    assert (taken.kind, taken.content) == ("application/pdf", make_pdf())


@pytest.mark.parametrize(
    "extra",
    [
        b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>",
        b"/OpenAction 5 0 R",
        b"/Names << /J#61vaScript 3 0 R >>",
        b"/AA << /O 4 0 R >>",
        b"/Names << /EmbeddedFiles 3 0 R >>",
        b"/A << /S /Launch /F (x.exe) >>",
        b"/Encrypt 9 0 R",
        b"/AcroForm << /XFA 3 0 R >>",
    ],
)
def test_a_pdf_that_acts_or_carries_files_is_refused(extra):
    assert "PDF" in refusal(make_pdf(extra))


def test_a_script_in_a_compressed_object_stream_is_found():
    assert "PDF" in refusal(make_pdf_with_hidden(b"3 0 << /S /JavaScript /JS (app.alert(1)) >>"))


def test_a_pdf_that_opens_at_a_page_is_taken():
    assert take_file(sent(make_pdf(b"/OpenAction [3 0 R /Fit]"))).kind == "application/pdf"


def test_a_pdf_bomb_in_an_object_stream_is_refused():
    assert "PDF" in refusal(make_pdf_with_hidden(b"\0" * 30_000_000))


def test_a_pdf_over_5_megabytes_is_refused():
    assert "5 MB" in refusal(make_pdf().replace(b"%%EOF", b"%" * 5_100_000 + b"%%EOF"))


def test_a_pdf_is_no_photo():
    with pytest.raises(RefusedFileError):
        take_photo(sent(make_pdf()))


def test_a_kept_file_is_read_back_until_it_is_forgotten(tmp_path):
    name = keep(uuid4(), b"isi")
    assert read(name) == b"isi"
    forget(name)
    with pytest.raises(FileNotFoundError):
        read(name)


def test_only_the_owner_of_the_folder_may_read_a_file(tmp_path):
    name = keep(uuid4(), b"isi")
    place = tmp_path / "files" / name[:2] / name
    assert (place.stat().st_mode & 0o777, place.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_the_same_picture_of_two_records_is_two_files():
    one, other = keep(uuid4(), b"isi"), keep(uuid4(), b"isi")
    forget(one)
    assert read(other) == b"isi"


def test_a_pdf_is_offered_to_keep_and_never_opened_in_the_page():
    answer = file_answer(keep(uuid4(), make_pdf()), "application/pdf")
    assert answer["Content-Disposition"].startswith("attachment")
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-store")


def test_an_erased_file_is_not_found():
    with pytest.raises(Http404):
        file_answer("ab" * 32, "image/jpeg")
