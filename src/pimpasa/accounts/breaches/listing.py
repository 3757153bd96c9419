import csv
import io

from pimpasa.accounts.breaches.affected import Affected

HEADER = ("jenis", "nama", "nama pengguna", "yang disimpan", "diberi tahu lewat")
# A spreadsheet would run a cell that begins so.
RUNS = ("=", "+", "-", "@", "\t", "\r")


def as_csv(affected: list[Affected]) -> str:
    """For a spreadsheet: one line for each person or office and each thing held."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for one in affected:
        writer.writerow([_harmless(cell) for cell in (one.kind, one.name, one.username, one.held, one.through)])
    return out.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(RUNS) else cell
