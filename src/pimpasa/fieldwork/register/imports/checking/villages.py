"""Rows of a list of villages."""

from django.utils.translation import gettext as _

from pimpasa.fieldwork.register.imports.checking.cells import check_day, read_code, read_decree, read_office
from pimpasa.fieldwork.register.imports.checking.rows import DOUBTFUL, KNOWN, NEW, WRONG, Checked, Place
from pimpasa.fieldwork.register.imports.known import Known, KnownVillages
from pimpasa.fieldwork.register.models import AssistedVillage
from pimpasa.regions.lists import FIELDS
from pimpasa.regions.models import ImmigrationOffice

State = AssistedVillage.State


def check_village(checked: Checked, known: KnownVillages, lines: dict[str, int]) -> Checked:
    """`lines` collects on which line each village was read first."""
    office = read_office(checked, known)
    place = Place(*(checked.cells.get(name, "") for name in FIELDS))
    if office:
        _check_since(checked, known, office)
    code = read_code(checked, known, place)
    if code and office:
        checked.villages = [code]
        _check_listed(checked, known, code, lines)
    checked.status = _village_status(checked, known, code)
    return checked


def _check_since(checked: Checked, known: Known, office: ImmigrationOffice) -> None:
    number, text = checked.cells.get("decree", ""), checked.cells.get("since", "")
    decree = read_decree(checked, known, office, number)
    if number and not text:
        checked.wrong("since", _("Desa dengan SK perlu tanggal mulai."))
    if text:
        check_day(checked, "since", text, decree)


def _check_listed(checked: Checked, known: KnownVillages, code: str, lines: dict[str, int]) -> None:
    if lines.setdefault(code, checked.line) != checked.line:
        checked.wrong("village", _("Desa ini sama dengan baris %(line)d.") % {"line": lines[code]})
    if not known.scope.contains(code):
        checked.wrong("village", _("Desa ini di luar wewenang Anda."))
    elif code not in known.living:
        checked.wrong("village", _("Desa ini tidak ada dalam daftar wilayah."))
    elif checked.decree and _is_behind(known, code) and not known.movable.contains(code):
        checked.wrong("decree", _("Hanya kepala kantor yang mengaktifkan desa. Kosongkan kolom SK."))
    assisted = known.assisted.get(code)
    if assisted and assisted.office_id != checked.office:
        checked.wrong("village", _("Desa ini sudah dibina kantor lain."))


def _is_behind(known: Known, code: str) -> bool:
    """Whether a decree would still move the village on."""
    assisted = known.assisted.get(code)
    return assisted is None or assisted.state in (State.PROPOSED, State.AGREED)


def _village_status(checked: Checked, known: KnownVillages, code: str | None) -> str:
    if checked.errors:
        return WRONG
    if code is None:
        return DOUBTFUL
    is_new = code not in known.assisted or (bool(checked.decree) and _is_behind(known, code))
    return NEW if is_new else KNOWN
