"""What an officer and a village agent see first."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from pimpasa.fieldwork.register.models import Officer
from pimpasa.insight.due.listing import NOW, Due
from pimpasa.insight.start.blocks import Block, Link, Number
from pimpasa.regions.gazetteer import gazetteer
from pimpasa.regions.models import Region
from pimpasa.regions.queries import serving_office


def officer_block(due: Due) -> Block:
    now = sum(line.when in NOW for line in due.lines)
    return Block(
        title=_("Di desa Anda"),
        main=Link(_("Catat kegiatan"), reverse("activity-log")),
        numbers=[Number(now, _("perlu dikerjakan hari ini"), reverse("due"), is_alarm=due.late > 0)],
        links=[*_officer_links(due)],
        has_due=True,
    )


def _officer_links(due: Due) -> Iterator[Link]:
    yield Link(_("Rencana minggu ini (PDF)"), reverse("week-plan"), _("Satu lembar untuk dibawa ke desa"))
    yield Link(_("Desa binaan"), reverse("assisted-villages"), _("%d desa Anda") % len(due.desk.villages))
    yield Link(_("Kirim temuan"), reverse("finding-begin"))
    yield from _materials(sorted(due.desk.villages))
    yield Link(_("Rekap bulanan"), reverse("recaps"), _("Dibuat sendiri dari catatan kegiatan"))
    if officer := Officer.objects.filter(user=due.desk.user).first():
        words = _("Semua yang perlu diketahui pengganti Anda")
        yield Link(_("Lembar serah terima"), reverse("officer-handover", args=[officer.pk]), words)


def agent_block(due: Due) -> Block:
    codes = sorted(due.desk.agent_of)
    returned = len(due.lines)
    return Block(
        title=_("Untuk warga desa Anda"),
        main=Link(_("Jawab pertanyaan tetangga"), reverse("ask")),
        numbers=[Number(returned, _("temuan Anda perlu dilengkapi"), reverse("due"))] if returned else [],
        links=[*_agent_links(codes)],
        has_due=returned > 0,
    )


def _agent_links(codes: list[str]) -> Iterator[Link]:
    yield Link(_("Syarat dan biaya paspor"), _with_village("guide", codes, "paspor"), _("Bisa langsung dicetak"))
    yield Link(_("Kerja ke luar negeri"), _with_village("guide", codes, "kerja"), _("Bisa langsung dicetak"))
    yield Link(_("Cek tawaran kerja"), reverse("offer-check"), _("Bersama warga. Tidak ada yang disimpan"))
    yield Link(_("Kirim temuan"), reverse("finding-begin"))
    yield from _materials(codes)
    yield Link(_("Kegiatan di desa ini"), reverse("activities"))
    yield from _offices(codes)


def _materials(codes: list[str]) -> Iterator[Link]:
    """The village's page holds its poster, wall sheet and letter."""
    known = [code for code in codes if gazetteer().place(code)]
    names = dict(Region.objects.filter(code__in=known).values_list("code", "name"))
    for code in known[:3]:
        words = _("Poster dan lembar untuk %(village)s") % {"village": names.get(code, code)}
        yield Link(words, reverse("village", args=[code]))
    if not known:
        yield Link(_("Poster dan lembar untuk desa"), reverse("village-search"))


def _offices(codes: list[str]) -> Iterator[Link]:
    serving = (serving_office(code) for code in codes)
    for office in {one.office.code: one.office for one in serving if one}.values():
        yield Link(_("Lembar kantor: %(office)s") % {"office": office.name}, reverse("office", args=[office.code]))


def _with_village(page: str, codes: list[str], *parts: str) -> str:
    """With the village already told, where there is only one."""
    address = reverse(page, args=parts)
    return f"{address}?{urlencode({'desa': codes[0]})}" if len(codes) == 1 else address
