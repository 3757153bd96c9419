"""Hears the codes with which people of the staff show that a number or account is theirs."""

import re

from django.utils.translation import gettext as _

from pimpasa.consultations import limits
from pimpasa.consultations.notices.actions import confirm_by_chat
from pimpasa.foundation.channels.messages import Conversation, Inbound, Reply

CODE = re.compile(r"kode\s+(\d{8})", re.IGNORECASE)


def receive(inbound: Inbound, conversation: Conversation) -> list[Reply] | None:
    """Answers to "KODE" with eight digits, and to nothing else."""
    found = CODE.fullmatch(inbound.text.strip())
    if found is None:
        return None
    sender = str(inbound.contact)
    if limits.opening.lets_in(sender) and confirm_by_chat(found[1], inbound.contact, inbound.channel):
        return [Reply(_("Siap. Pemberitahuan Pimpasa dikirim ke sini. Matikan kapan saja di halaman petugas."))]
    limits.note_wrong(sender)
    return [Reply(_("Kode ini tidak berlaku. Buat kode baru di halaman petugas."))]
