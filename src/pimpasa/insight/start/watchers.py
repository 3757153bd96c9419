"""What people without a village or office of their own see first."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from pimpasa.accounts.access import villages_where
from pimpasa.accounts.audit_log.policies import SEE_AUDIT
from pimpasa.foundation import installation
from pimpasa.insight.due.listing import Due
from pimpasa.insight.start.blocks import Block, Link


def analyst_block(_due: Due) -> Block:
    return Block(
        title=_("Angka program"),
        main=Link(_("Buka register nasional"), reverse("national-register")),
        links=[Link(_("Rekap"), reverse("recaps"), _("Per bulan dan triwulan, dengan CSV dan XLSX"))],
    )


def auditor_block(due: Due) -> Block:
    register = Link(_("Buka register nasional"), reverse("national-register"))
    recap = Link(_("Rekap"), reverse("recaps"))
    # The audit names people of the whole country, so an auditor of one province does not read it.
    if not villages_where(due.desk.user, SEE_AUDIT).everywhere:
        return Block(title=_("Pemeriksaan"), main=register, links=[recap])
    log = Link(_("Buka catatan perbuatan"), reverse("audit-log"))
    return Block(title=_("Pemeriksaan"), main=log, links=[register, recap])


def administrator_block(_due: Due) -> Block:
    return Block(
        title=_("Pengelolaan"),
        main=Link(_("Buka daftar orang"), reverse("people")),
        links=[*_administrator_links()],
    )


def _administrator_links() -> Iterator[Link]:
    yield Link(_("Undang orang"), reverse("invite"))
    yield Link(_("Lembar kantor"), reverse("office-sheets"))
    yield Link(_("Wilayah kerja kantor"), reverse("jurisdictions"))
    yield Link(_("Keadaan pemasangan"), reverse("installation-settings"), _operator())
    yield Link(_("Register nasional"), reverse("national-register"))
    yield Link(_("Rekap"), reverse("recaps"))


def _operator() -> str:
    site = installation.current()
    if site.operator:
        return _("Dikelola oleh %(operator)s") % {"operator": site.operator}
    return _("Belum ada kantor yang mengelola. Jalankan pimpasa setup di komputer server.")
