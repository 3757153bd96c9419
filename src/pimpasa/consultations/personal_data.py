"""What this part holds on people who answer: where they want notices, and their deeds as numbers.

Threads are told as numbers only: a list of them on a shared computer could betray who asked.
"""

from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from pimpasa.accounts.models import User
from pimpasa.consultations.abuse.models import AbuseReport
from pimpasa.consultations.models import Consultation, Entry, Step
from pimpasa.consultations.notices.models import NoticeChoice
from pimpasa.consultations.private.models import PrivateEntry
from pimpasa.consultations.replies.models import SavedReplyEdition
from pimpasa.foundation.channels.addresses import address_of
from pimpasa.foundation.channels.contacts import erase as erase_contact
from pimpasa.foundation.channels.models import Contact
from pimpasa.foundation.personal_data import Holding, PersonalData, Value


def holdings(user: User) -> list[Holding]:
    choice = NoticeChoice.objects.filter(user=user).select_related("contact").first()
    notices = [_notices(choice), _contact(choice.contact)] if choice else []
    return [holding for holding in [*notices, *_numbers(user)] if holding.count]


def erase(user: User, pseudonym: str) -> None:
    """The choice and its addresses go; what was answered stays, under the pseudonym."""
    choice = NoticeChoice.objects.select_for_update().filter(user=user).first()
    if choice is None:
        return
    contact = choice.contact_id
    choice.delete()
    # The same phone may also wait for an answer to a question; then it is forgotten when that is over.
    if contact and not _is_needed(contact):
        erase_contact(contact)


def _notices(choice: NoticeChoice) -> Holding:
    row: dict[str, Value] = {
        _("lewat"): str(choice.get_channel_display()),
        _("alamat surel"): choice.email,
        _("jam tenang"): f"{choice.quiet_from:02}.00–{choice.quiet_until:02}.00",
        _("aktif sejak"): choice.confirmed_at,
        _("terakhir dikirim"): choice.last_sent_at,
    }
    return Holding(_("Pemberitahuan"), "consultations_noticechoice", 1, [row])


def _contact(contact: Contact | None) -> Holding:
    title, where = _("Kontak untuk pemberitahuan"), "channels_contact"
    if contact is None or contact.erased_at:
        return Holding(title, where, 0)
    row: dict[str, Value] = {
        _("kanal"): contact.channel,
        _("alamat di kanal itu"): address_of(contact),
        _("terakhir menulis"): contact.last_heard_at,
        _("dihapus setelah"): contact.erase_after,
    }
    return Holding(title, where, 1, [row])


def _numbers(user: User) -> list[Holding]:
    counted = [
        (_("Jawaban dan catatan dalam pertanyaan warga"), Entry.objects.filter(recorded_by=user)),
        (_("Balasan pribadi kepada penanya"), PrivateEntry.objects.filter(recorded_by=user)),
        (_("Pertanyaan yang dituliskan untuk warga"), Consultation.objects.filter(recorded_by=user)),
        (_("Langkah pertanyaan"), Step.objects.filter(recorded_by=user)),
        (_("Laporan penyalahgunaan"), AbuseReport.objects.filter(recorded_by=user)),
        (_("Keputusan atas laporan penyalahgunaan"), AbuseReport.objects.filter(decided_by=user)),
        (_("Jawaban siap pakai yang ditulis"), SavedReplyEdition.objects.filter(recorded_by=user)),
    ]
    return [Holding(title, rows.model._meta.db_table, rows.count()) for title, rows in counted]


def _is_needed(contact: UUID) -> bool:
    return any(contact in import_string(path)([contact]) for path in settings.CONTACT_HOLDERS)


CONSULTATIONS = PersonalData("consultations", holdings, erase)
