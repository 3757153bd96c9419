"""One file that holds all: the dump of the database, and the files that people sent, each with its checksum.

An ordinary tar, so that it can be looked into without us. An archive may come from anywhere: nothing of it is written
before its names, sizes and checksums are known to be in order, and never where its names would lead.
"""

import hashlib
import json
import os
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO

from pimpasa.foundation.database.errors import RestoreFailedError

DUMP, MANIFEST = "database.dump", "manifest.json"
FORMAT = 1
# The names that the store of sent files gives: nothing else is put there, whatever an archive says.
FILE = re.compile(r"files/([0-9a-f]{2})/(\1[0-9a-f]{62})")
PLAIN_DUMP = b"PGDMP"
PIECE = 1_000_000
LARGEST_MANIFEST = 200_000_000


@dataclass(frozen=True)
class Unpacked:
    """What a backup held, checked: the dump, and the sent files by name (None: it says nothing about files)."""

    dump: Path
    files: dict[str, Path] | None


class _Summed:
    """Reads on, and keeps the checksum of what was read."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source, self.sum = source, hashlib.sha256()

    def read(self, size: int = PIECE) -> bytes:
        piece = self._source.read(size)
        self.sum.update(piece)
        return piece


def is_plain_dump(file: Path) -> bool:
    """Whether it is a dump of the database alone, as before upgrades, and as earlier releases made."""
    with file.open("rb") as source:
        return source.read(len(PLAIN_DUMP)) == PLAIN_DUMP


def pack(archive: Path, dump: Path, files: Path) -> int:
    """Fills the archive and says how many sent files are in it; the list of checksums comes last, so a cut is seen."""
    # A file that came after the dump belongs to no record in it.
    newest = dump.stat().st_mtime_ns
    sums: dict[str, str] = {}
    with archive.open("wb") as out:
        with tarfile.open(fileobj=out, mode="w") as tar:
            sums[DUMP] = _add(tar, DUMP, dump)
            for name, place in _kept(files):
                if place.stat().st_mtime_ns <= newest:
                    sums[name] = _add(tar, name, place)
            _add_manifest(tar, sums)
        out.flush()
        os.fsync(out.fileno())
    return len(sums) - 1


def _kept(files: Path) -> Iterator[tuple[str, Path]]:
    for place in sorted(files.glob("??/*")):
        if FILE.fullmatch(name := f"files/{place.parent.name}/{place.name}"):
            yield name, place


def room_needed(files: Path) -> int:
    return sum(place.stat().st_size for _name, place in _kept(files))


def _add(tar: tarfile.TarFile, name: str, place: Path) -> str:
    with place.open("rb") as source:
        info = tarfile.TarInfo(name)
        info.size, info.mode = os.fstat(source.fileno()).st_size, 0o600
        summed = _Summed(source)
        tar.addfile(info, summed)
    return summed.sum.hexdigest()


def _add_manifest(tar: tarfile.TarFile, sums: dict[str, str]) -> None:
    text = json.dumps({"format": FORMAT, "sha256": sums}).encode()
    info = tarfile.TarInfo(MANIFEST)
    info.size, info.mode = len(text), 0o600
    tar.addfile(info, BytesIO(text))


def unpack(archive: Path, into: Path) -> Unpacked:
    """Everything the archive holds, checked. Raises RestoreFailedError for one that is cut, changed or forged."""
    try:
        with tarfile.open(archive, "r:") as tar:
            sums, manifest = _take_all(tar, into, archive.stat().st_size)
    except (tarfile.TarError, EOFError, ValueError, RecursionError) as reason:
        raise _not_whole(archive, str(reason)) from reason
    if manifest.get("format") != FORMAT or manifest.get("sha256") != sums or DUMP not in sums:
        raise _not_whole(archive, "Daftar isi dan isinya tidak sama.")
    return Unpacked(into / DUMP, {name: into / Path(name).name for name in sums if name != DUMP})


def _take_all(tar: tarfile.TarFile, into: Path, most: int) -> tuple[dict[str, str], dict[str, object]]:
    sums: dict[str, str] = {}
    manifest: dict[str, object] = {}
    for info in tar:
        _refuse_odd(info, sums, most)
        if info.name == MANIFEST:
            manifest = _read_manifest(tar, info)
        else:
            sums[info.name] = _take(tar, info, into / Path(info.name).name)
    return sums, manifest


def _refuse_odd(info: tarfile.TarInfo, taken: dict[str, str], most: int) -> None:
    """Links, folders, devices, other names, a name twice, a size that the archive cannot hold."""
    plain = info.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and not info.issparse()
    known = info.name in (DUMP, MANIFEST) or FILE.fullmatch(info.name)
    if not (plain and known) or info.name in taken or info.size > most:
        raise tarfile.TarError(f"{info.name[:100]!r} tidak boleh ada di cadangan.")


def _read_manifest(tar: tarfile.TarFile, info: tarfile.TarInfo) -> dict[str, object]:
    source = tar.extractfile(info)
    if source is None or info.size > LARGEST_MANIFEST:
        raise tarfile.TarError(MANIFEST)
    read = json.loads(source.read())
    if not isinstance(read, dict):
        raise tarfile.TarError(MANIFEST)
    return read


def _take(tar: tarfile.TarFile, info: tarfile.TarInfo, place: Path) -> str:
    source = tar.extractfile(info)
    assert source is not None  # it is a plain file
    summed, taken = _Summed(source), 0
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        while piece := summed.read():
            taken += out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    if taken != info.size:
        raise tarfile.TarError(f"{info.name}: {taken} dari {info.size} bita.")
    return summed.sum.hexdigest()


def _not_whole(archive: Path, detail: str) -> RestoreFailedError:
    return RestoreFailedError(f"{archive} bukan cadangan Pimpasa yang utuh.", "Pilih berkas lain.", detail=detail)
