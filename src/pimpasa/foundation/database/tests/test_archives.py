"""A backup holds the sent files too. One that was cut, changed or forged changes nothing here."""

import hashlib
import io
import json
import tarfile
from uuid import UUID

import pytest
from click.testing import CliRunner

from pimpasa.foundation.database import dumps
from pimpasa.foundation.database.archives import MANIFEST
from pimpasa.foundation.database.commands import backup, restore
from pimpasa.foundation.database.errors import DiskFullError, RestoreFailedError
from pimpasa.foundation.database.supervisor import running
from pimpasa.foundation.database.tests.make import connect, read_note, write_note
from pimpasa.foundation.sync.epoch import EPOCH
from pimpasa.foundation.uploads import store

OWNER = UUID(int=7)


@pytest.fixture
def server(home):
    for file in (home / "files").glob("??/*"):
        file.unlink()
    with running(durable=False) as server:
        write_note("lama")
        yield server


def files(home) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (home / "files").glob("??/*")}


def leftovers(home) -> list[str]:
    return [place.name for place in home.glob("restore-*")]


def forge(whole, target, *members: tuple[tarfile.TarInfo, bytes], sums=None):
    """The archive with members more, and a manifest that agrees with them."""
    with tarfile.open(whole) as old, tarfile.open(target, "w") as new:
        kept = [(info, old.extractfile(info).read()) for info in old if info.name != MANIFEST]
        for info, content in [*kept, *members]:
            info.size = len(content) if info.isreg() else 0
            new.addfile(info, io.BytesIO(content))
        listed = sums or {info.name: hashlib.sha256(content).hexdigest() for info, content in [*kept, *members]}
        manifest, text = tarfile.TarInfo(MANIFEST), json.dumps({"format": 1, "sha256": listed}).encode()
        manifest.size = len(text)
        new.addfile(manifest, io.BytesIO(text))
    return target


def test_files_and_database_come_back_together(server, home, tmp_path):
    photo = store.keep(OWNER, b"photo")
    dumps.back_up(tmp_path / "desa.tar")
    store.forget(photo)
    later = store.keep(OWNER, b"later")
    write_note("baru")
    done = dumps.restore(tmp_path / "desa.tar")
    assert (read_note(), files(home)) == ("lama", {photo: b"photo"})
    dumps.restore(done.safety_dump)
    assert (read_note(), files(home)) == ("baru", {later: b"later"})
    assert leftovers(home) == []


def test_a_damaged_file_is_mended_from_the_backup(server, home, tmp_path):
    photo = store.keep(OWNER, b"photo")
    dumps.back_up(tmp_path / "desa.tar")
    (home / "files" / photo[:2] / photo).write_bytes(b"damaged")
    dumps.restore(tmp_path / "desa.tar")
    assert files(home) == {photo: b"photo"}


def test_a_plain_dump_of_before_leaves_the_files(server, home, tmp_path):
    dump = dumps.dump_before_upgrade("0.2")
    photo = store.keep(OWNER, b"photo")
    write_note("baru")
    dumps.restore(dump)
    assert (read_note(), files(home)) == ("lama", {photo: b"photo"})


def test_a_cut_archive_changes_nothing(server, home, tmp_path):
    photo = store.keep(OWNER, bytes(300_000))
    whole = dumps.back_up(tmp_path / "desa.tar").read_bytes()
    write_note("baru")
    for size in (len(whole) - 10_240, len(whole) // 2, 700, 100):
        part = tmp_path / f"{size}.tar"
        part.write_bytes(whole[:size])
        result = CliRunner().invoke(restore, [str(part), "--yes"])
        assert (result.exit_code, read_note(), list(files(home)), leftovers(home)) == (1, "baru", [photo], [])


def test_a_changed_byte_is_found(server, home, tmp_path):
    store.keep(OWNER, b"photo-photo-photo")
    whole = dumps.back_up(tmp_path / "desa.tar").read_bytes()
    (tmp_path / "desa.tar").write_bytes(whole.replace(b"photo-photo-photo", b"photo-other-photo"))
    with pytest.raises(RestoreFailedError, match="utuh"):
        dumps.restore(tmp_path / "desa.tar")


def special(name, kind=tarfile.REGTYPE, target=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


@pytest.mark.parametrize(
    "info",
    [
        special("../../etc/cron.d/x"),
        special("/tmp/x"),
        special("files/../secret-key"),
        special("files/aa/../../secret-key"),
        special("files/aa/bb" + "0" * 62),
        special("secret-key"),
        special("files/aa/aa" + "0" * 62, tarfile.SYMTYPE, "/etc/passwd"),
        special("files/aa/aa" + "0" * 62, tarfile.LNKTYPE, "database.dump"),
        special("files", tarfile.DIRTYPE),
        special("files/aa/aa" + "0" * 62, tarfile.FIFOTYPE),
        special("database.dump"),
    ],
    ids=lambda info: f"{info.name[:20]}-{info.type.decode()}",
)
def test_a_forged_archive_writes_nowhere(server, home, tmp_path, info):
    before = sorted(home.rglob("*"))
    forged = forge(dumps.back_up(tmp_path / "desa.tar"), tmp_path / "palsu.tar", (info, b"forged"))
    with pytest.raises(RestoreFailedError, match="utuh"):
        dumps.restore(forged)
    assert [place for place in sorted(home.rglob("*")) if "postgres" not in place.parts] == [
        place for place in before if "postgres" not in place.parts
    ]


def test_a_list_that_names_what_is_not_there_is_refused(server, tmp_path):
    forged = forge(dumps.back_up(tmp_path / "desa.tar"), tmp_path / "palsu.tar", sums={"database.dump": "0" * 64})
    with pytest.raises(RestoreFailedError, match="utuh"):
        dumps.restore(forged)


def test_an_archive_is_refused_before_it_fills_the_disk(server, home, tmp_path, monkeypatch):
    file = dumps.back_up(tmp_path / "desa.tar")
    monkeypatch.setattr(dumps, "free_space", lambda _folder: 1000)
    with pytest.raises(DiskFullError, match="perlu 1 MB"):
        dumps.restore(file)
    assert (read_note(), leftovers(home)) == ("lama", [])


def test_a_backup_without_room_for_the_files_leaves_nothing(server, home, tmp_path, monkeypatch):
    store.keep(OWNER, bytes(3_000_000))
    monkeypatch.setattr(dumps, "free_space", lambda _folder: 2_000_000)
    target = tmp_path / "cadangan"
    target.mkdir()
    result = CliRunner().invoke(backup, [str(target / "desa.tar")])
    assert result.exit_code == 1
    assert "perlu 4 MB" in result.output
    assert list(target.iterdir()) == []


def test_what_a_killed_restore_left_is_cleared(server, home, tmp_path):
    (home / "restore-0123abcd").mkdir()
    dumps.restore(dumps.back_up(tmp_path / "desa.tar"))
    assert leftovers(home) == []


def test_a_restore_begins_a_new_epoch(server, tmp_path):
    def epoch():
        with connect() as connection:
            return connection.execute(EPOCH).fetchone()[0]

    file, before = dumps.back_up(tmp_path / "desa.tar"), epoch()
    assert epoch() == before
    dumps.restore(file)
    assert epoch() != before


def test_a_restore_that_fails_at_the_end_keeps_files_and_database(server, home, tmp_path, monkeypatch):
    photo = store.keep(OWNER, b"photo")
    file = dumps.back_up(tmp_path / "desa.tar")
    write_note("baru")

    def fail(*_arguments):
        raise RestoreFailedError("Basis data lama masih dipakai.", "")

    monkeypatch.setattr(dumps, "swap", fail)
    with pytest.raises(RestoreFailedError):
        dumps.restore(file)
    assert (read_note(), files(home)) == ("baru", {photo: b"photo"})
