"""What the channels themselves say, before any part of the product answers."""

from dataclasses import replace

from django.utils.translation import gettext as _

from pimpasa.foundation.channels.messages import Reply

STOP_WORDS = frozenset({"berhenti", "stop", "unsubscribe"})
START_WORDS = frozenset({"mulai", "start"})
SPOKEN = frozenset({"audio", "voice"})


def stopped() -> Reply:
    text = _("Baik. Kami tidak akan mengirim pesan lagi. Ketik MULAI bila ingin mendengar dari kami lagi.")
    return Reply(text, short=_("Baik, kami berhenti. Balas MULAI untuk mulai lagi."))


def still_stopped() -> Reply:
    text = _("Anda pernah meminta kami berhenti mengirim pesan. Ketik MULAI untuk mulai lagi.")
    return Reply(text, short=_("Anda minta berhenti. Balas MULAI untuk mulai lagi."))


def started() -> Reply:
    text = _("Terima kasih. Kami menjawab lagi. Apa yang ingin Anda tanyakan?")
    return Reply(text, short=_("Kami menjawab lagi. Silakan bertanya."))


def cannot_open(attachment: str) -> Reply:
    if attachment in SPOKEN:
        text = _("Maaf, pesan suara belum bisa kami dengar. Pesan itu tidak kami simpan. Tolong ketik pertanyaan Anda.")
        return Reply(text, short=_("Maaf, hanya pesan tertulis yang bisa kami baca."))
    text = _(
        "Foto dan berkas tidak kami buka dan tidak kami simpan. Jangan kirim foto KTP, KK, atau paspor lewat pesan, "
        "supaya tidak disalahgunakan orang. Tolong ketik pertanyaan Anda."
    )
    return Reply(text, short=_("Foto tidak kami buka. Jangan kirim foto KTP atau paspor. Ketik saja."))


def number_hidden() -> Reply:
    text = _(
        "Nomor panjang dalam pesan Anda sudah kami hapus. Jangan kirim NIK, nomor KK, atau nomor rekening. "
        "Kami tidak memerlukannya."
    )
    return Reply(text, short=_("Nomor panjang kami hapus. Jangan kirim NIK."))


def nobody_answered() -> Reply:
    text = _("Maaf, pesan ini belum bisa kami jawab. Coba tulis dengan kata lain.")
    return Reply(text, short=_("Maaf, belum bisa kami jawab. Coba kata lain."))


def trouble() -> Reply:
    text = _("Maaf, ada gangguan pada kami. Pesan Anda belum terjawab. Coba kirim lagi nanti.")
    return Reply(text, short=_("Maaf, ada gangguan. Coba lagi nanti."))


def more_choices(told: str) -> str:
    return told or _("Pilihan lainnya:")


def joined(notice: Reply, replies: list[Reply]) -> list[Reply]:
    """The notice stands in the same message as the first answer: each message may be billed."""
    if not replies:
        return [notice]
    first, *rest = replies
    text = f"{notice.text}\n\n{first.text}".strip()
    short = f"{notice.short} {first.short}".strip() if first.short else ""
    return [replace(first, text=text, short=short), *rest]
