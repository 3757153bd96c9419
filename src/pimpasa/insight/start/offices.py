"""What an office and a regional office see first: the gaps and the clocks."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.foundation.roles import Role
from pimpasa.insight.due.listing import Due, total
from pimpasa.insight.start.blocks import Block, Link, Number


def office_block(due: Due) -> Block:
    today = timezone.localdate()
    unvisited = sum(one.is_unvisited(today) for one in due.office_villages)
    return Block(
        title=_("Kantor Anda"),
        main=Link(_("Lihat yang perlu dikerjakan"), reverse("due")),
        numbers=[_late_findings(due), *_gaps(due), _number(unvisited, _("desa belum dikunjungi tiga bulan"))],
        links=[*_office_links(due)],
        has_due=True,
    )


def region_block(due: Due) -> Block:
    return Block(
        title=_("Wilayah Anda"),
        main=Link(_("Lihat yang perlu dikerjakan"), reverse("due")),
        numbers=[
            _late_findings(due),
            _number(total(due.region, "offices"), _("kantor dengan kekurangan")),
            _number(total(due.region, "inferred"), _("wilayah kerja masih perkiraan")),
        ],
        links=[*_people_links(), *_register_links(), *_figure_links()],
        has_due=True,
    )


def _gaps(due: Due) -> Iterator[Number]:
    yield _number(total(due.office, "without-officer"), _("desa tanpa Pimpasa"))


def _office_links(due: Due) -> Iterator[Link]:
    yield Link(_("Catat kegiatan"), reverse("activity-log"))
    yield from _people_links() if Role.OFFICE_HEAD in due.desk.roles else (Link(_("Orang"), reverse("people")),)
    yield from _register_links()
    yield Link(_("Impor daftar"), reverse("imports"), _("Daftar Pimpasa atau desa dari lembar kerja"))
    yield from _figure_links()


def _people_links() -> Iterator[Link]:
    yield Link(_("Orang"), reverse("people"), _("Penugasan, undangan, faktor kedua"))
    yield Link(_("Undang orang"), reverse("invite"))


def _register_links() -> Iterator[Link]:
    yield Link(_("Pimpasa"), reverse("officers"))
    yield Link(_("Penugasan"), reverse("assignments"))
    yield Link(_("SK"), reverse("decrees"))
    yield Link(_("Pengukuhan"), reverse("inaugurations"))


def _figure_links() -> Iterator[Link]:
    yield Link(_("Rekap"), reverse("recaps"))
    yield Link(_("Register nasional"), reverse("national-register"))


def _late_findings(due: Due) -> Number:
    late = due.late_findings
    return Number(late, _("temuan lewat waktu"), reverse("findings") + "?keadaan=late", is_alarm=late > 0)


def _number(shown: int, words: str) -> Number:
    return Number(shown, words, reverse("due"))
