"""A full disk is told plainly and leaves nothing half made. As root on a real small disk, else with a told size."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from pimpasa.foundation.database import cluster
from pimpasa.foundation.database.dumps import back_up
from pimpasa.foundation.database.errors import DiskFullError
from pimpasa.foundation.database.supervisor import ensure_running, running
from pimpasa.foundation.database.tests.make import connect, make_open_folder


def mount_small_disk(megabytes: int) -> Path | None:
    if os.geteuid() != 0:
        return None
    folder = make_open_folder()
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "none", str(folder)]
    if subprocess.run(command, check=False, capture_output=True).returncode == 0:
        return folder
    folder.rmdir()
    return None


def unmount(folder: Path) -> None:
    subprocess.run(["umount", str(folder)], check=True)
    folder.rmdir()


@pytest.fixture
def small_disk() -> Iterator[Path]:
    if (folder := mount_small_disk(5)) is None:
        pytest.skip("mounting a small disk needs root and the right to mount")
    yield folder
    unmount(folder)


def test_little_room_is_refused_before_anything_is_written(new_home, monkeypatch):
    monkeypatch.setattr(cluster, "free_space", lambda _folder: 20_000_000)
    with pytest.raises(DiskFullError, match="20 MB"):
        ensure_running(durable=False)
    assert not (new_home / "postgres" / "data").exists()


def test_a_disk_that_fills_during_creation_is_left_clean(small_disk, new_home, monkeypatch):
    monkeypatch.setenv("PIMPASA_HOME", str(small_disk))
    monkeypatch.setattr(cluster, "ROOM_FOR_NEW", 1)
    with pytest.raises(DiskFullError, match="Ruang disk"):
        ensure_running(durable=False)
    assert not list((small_disk / "postgres").glob("data*"))


def test_a_backup_onto_a_full_disk_leaves_no_file(small_disk, home):
    with running(durable=False):
        with connect() as connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS big AS SELECT gen_random_uuid() AS id FROM generate_series(1, 1000000)"
            )
        with pytest.raises(DiskFullError):
            back_up(small_disk / "besar.dump")
        with connect() as connection:
            connection.execute("DROP TABLE big")
    assert list(small_disk.iterdir()) == []


def test_a_database_whose_disk_filled_up_says_so_and_starts_again_with_room(new_home, monkeypatch):
    if (disk := mount_small_disk(90)) is None:
        pytest.skip("mounting a small disk needs root and the right to mount")
    monkeypatch.setenv("PIMPASA_HOME", str(disk))
    monkeypatch.setattr(cluster, "ROOM_FOR_NEW", 1)
    with running(durable=False), connect() as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    _fill(disk)
    with pytest.raises(DiskFullError):
        ensure_running(durable=False)
    (disk / "filler").unlink()
    with running(durable=False), connect() as connection:
        assert connection.execute("SELECT one FROM kept").fetchone() == (1,)
    unmount(disk)


def _fill(disk: Path) -> None:
    with (disk / "filler").open("wb", buffering=0) as filler:
        try:
            while True:
                filler.write(bytes(65_536))
        except OSError:
            return
