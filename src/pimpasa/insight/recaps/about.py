"""What a download says of itself: who made it, of what, when, and what each figure means."""

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from pimpasa.foundation import installation
from pimpasa.foundation.audit.queries import latest_seal
from pimpasa.foundation.counts import SMALL
from pimpasa.foundation.ui.words import day
from pimpasa.insight.recaps import keys
from pimpasa.insight.recaps.periods import JAKARTA
from pimpasa.insight.recaps.recap import Recap
from pimpasa.insight.recaps.units import Level
from pimpasa.insight.recaps.words import DEFINITIONS, NAMES

LEVELS = {
    Level.OFFICER: gettext_lazy("Pimpasa"),
    Level.OFFICE: gettext_lazy("Kantor imigrasi"),
    Level.PROVINCE: gettext_lazy("Provinsi"),
    Level.NATION: gettext_lazy("Nasional"),
}


def seal_words() -> str:
    """The head of the audit's chain when the recap was made: whoever changes the past cannot change this paper."""
    seal = latest_seal()
    return f"{seal.minute.astimezone(JAKARTA):%Y-%m-%d %H.%M} WIB {seal.chain_hash}" if seal else ""


def title_of(recap: Recap) -> str:
    return _("Rekap %(unit)s, %(period)s") % {"unit": recap.unit.name, "period": period_name(recap)}


def period_name(recap: Recap) -> str:
    return recap.period.name("en" if get_language() == "en" else "id")


def moment_words(recap: Recap) -> str:
    local = recap.as_of.astimezone(JAKARTA)
    return f"{day(local.date(), 'en' if get_language() == 'en' else 'id')}, {local:%H.%M} WIB"


def about(recap: Recap) -> list[tuple[str, str]]:
    """Name and value of each thing to know."""
    told = [
        (
            _("Pengelola"),
            installation.current().operator or _("Belum ada kantor yang mengelola. Ini bukan dokumen resmi imigrasi."),
        ),
        (_("Unit"), f"{LEVELS[recap.unit.level]}: {recap.unit.name}"),
        (_("Masa"), f"{period_name(recap)} ({recap.period.first} - {recap.period.last}, Asia/Jakarta)"),
        (_("Dihitung"), moment_words(recap)),
        (_("Keadaan register pada"), day(recap.standing_on)),
        (_("Data"), _("peragaan, bukan data nyata") if recap.unit.is_demonstration else _("nyata, tanpa peragaan")),
        (_("Angka kecil"), hiding_words(recap)),
        (_("Catatan perbuatan"), seal_words() or _("Belum ada segel.")),
    ]
    return told + [(definition_name(key), str(words)) for key, words in DEFINITIONS.items()]


def definition_name(key: str) -> str:
    groups = {
        keys.key(keys.FINDINGS, "checked"): _("Diperiksa tepat waktu atau terlambat"),
        keys.key(keys.FINDINGS, "acted"): _("Ditangani tepat waktu atau terlambat"),
        keys.key(keys.FINDINGS, "clock"): _("Temuan lewat waktu"),
    }
    return groups.get(key) or str(NAMES[key])


def hiding_words(recap: Recap) -> str:
    if recap.is_own:
        return _("Lengkap, untuk kantor pemiliknya. Jangan sebarkan angka orang di bawah %(small)d.") % {"small": SMALL}
    return _(
        "Jumlah orang dan temuan di bawah %(small)d ditulis <%(small)d. "
        "Tanda – menutup angka lain yang bisa membocorkannya."
    ) % {"small": SMALL}
