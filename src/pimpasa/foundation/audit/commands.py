"""The command `pimpasa audit`: seal what waits, and prove that nothing was changed since."""

import re
import sys
from typing import TYPE_CHECKING

import click

from pimpasa.foundation.commands import AS_JSON, ready, tell

if TYPE_CHECKING:
    from pimpasa.foundation.audit.verifying import Trouble, Verification

PRINTED = re.compile(r"[0-9a-fA-F]{12,64}")


@click.group()
def audit() -> None:
    """Catatan perbuatan: segel dan periksa keutuhannya."""


@audit.command()
@AS_JSON
def seal(as_json: bool) -> None:
    """Segel catatan yang menunggu, sekarang juga."""
    with ready(as_json):
        from pimpasa.foundation.audit.queries import latest_seal
        from pimpasa.foundation.audit.seals import seal_waiting

        made = seal_waiting()
        head = latest_seal()
        count, chain_hash = sum(one.count for one in made), head.chain_hash if head else None
        answer: dict[str, object] = {"seals": len(made), "entries": count, "head": chain_hash}
        tell(as_json, answer, f"{count} catatan disegel. Kepala rantai: {chain_hash or 'belum ada'}")


@audit.command()
@click.option("--head", default="", metavar="SIDIK", help="Sidik dari rekap yang tercetak; paling sedikit 12 huruf.")
@AS_JSON
def verify(head: str, as_json: bool) -> None:
    """Hitung ulang semua segel. Status 1 jika ada yang berubah, hilang, atau disisipkan."""
    if head and not PRINTED.fullmatch(head):
        raise click.UsageError(f"--head: {head!r} bukan sidik. Salin paling sedikit 12 huruf dari rekap.")
    with ready(as_json):
        from pimpasa.foundation.audit.verifying import verify as compute

        found = compute(head)
        tell(as_json, _as_json(found), _as_text(found, head))
    if not found.is_valid:
        sys.exit(1)


def _as_json(found: "Verification") -> dict[str, object]:
    first = found.first_trouble
    return {
        "valid": found.is_valid,
        "seals": found.seals,
        "entries": found.entries,
        "waiting": found.waiting,
        "late": found.late,
        "head": found.head or None,
        "printed_minute": found.printed_minute.isoformat() if found.printed_minute else None,
        "first_minute": first.minute.isoformat() if first and first.minute else None,
        "troubles": [
            {"code": one.code, "minute": one.minute.isoformat() if one.minute else None, "what": one.what}
            for one in found.troubles
        ],
    }


def _as_text(found: "Verification", head: str) -> str:
    lines = [f"{found.seals} segel, {found.entries} catatan, {found.waiting} menunggu segel."]
    lines += [_line(trouble) for trouble in found.troubles]
    if found.late:
        lines.append(f"{found.late} catatan disegel lama sesudah waktunya. Tanyakan sebabnya.")
    if found.is_valid:
        lines.append(f"Rantai utuh. Kepala rantai: {found.head or 'belum ada'}")
        lines.append(_printed(found) if head else "Bandingkan juga dengan sidik di rekap yang tercetak: --head SIDIK")
    return "\n".join(lines)


def _line(trouble: "Trouble") -> str:
    from pimpasa.foundation.audit.words import TROUBLES

    minute = trouble.minute.isoformat(timespec="minutes") if trouble.minute else "-"
    return f"{minute}  {TROUBLES[trouble.code]} ({trouble.what})"


def _printed(found: "Verification") -> str:
    minute = found.printed_minute.isoformat(timespec="minutes") if found.printed_minute else "-"
    return f"Sidik yang tercetak cocok dengan segel menit {minute}."
