"""What is said about a thread: state, next step, the last answer. Never a private reply, only that there is one."""

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from pimpasa.consultations.levels import PRIVATE_CHOICES, Level
from pimpasa.consultations.models import Consultation, Entry
from pimpasa.consultations.queries import Thread, standing_words
from pimpasa.consultations.states import ANSWERED, ASKED_BACK, CLOSED, MERGED
from pimpasa.foundation.channels.messages import Choice, Reply

from . import flow
from .saying import QUOTED_SHORT, joined, menu_choice, out_choice, quoted

NAMED = 40


def standing(thread: Thread, *, private_reply: bool = False, before: str = "") -> Reply:
    """The thread as its asker sees it now, and what she can do with it."""
    where = brief(thread)
    said = last_said(thread)
    private = private_waiting() if private_reply else ""
    asked = first_words(thread.entries)
    text = joined(before, quoted(asked, QUOTED_SHORT), where, said, private)
    short = "\n".join(part for part in (before, quoted(asked, NAMED), said, where, private) if part)
    return Reply(text, tuple(_deeds(thread.consultation)), short=short, link=_link(private_reply))


def brief(thread: Thread) -> str:
    return f"{thread.now} {thread.next}".strip()


def added() -> str:
    return _("Pesan Anda terkirim.")


def _link(private_reply: bool) -> str:
    return reverse("consultation-private" if private_reply else "consultation-open")


def private_waiting() -> str:
    return _("Ada jawaban pribadi. Buka dengan tanda terima kedua.")


def private_notice() -> Reply:
    text = private_waiting()
    return Reply(text, short=text, link=_link(True))


def first_words(entries: Iterable[Entry]) -> str:
    return next((entry.words for entry in entries if entry.kind == Entry.Kind.QUESTION), "")


def last_said(thread: Thread) -> str:
    """The newest words of those who answer, with who says them."""
    said = [entry for entry in thread.entries if entry.level]
    return _by(said[-1]) if said else ""


def _by(entry: Entry) -> str:
    who = str(Level(entry.level).label)
    return f"{who[:1].upper()}{who[1:]}: {entry.words}"


def _deeds(one: Consultation) -> Iterator[Choice]:
    if one.state == ASKED_BACK:
        yield Choice(f"{flow.ADD}{one.pk}", _("Jawab"))
    elif one.state != MERGED:
        yield Choice(f"{flow.ADD}{one.pk}", _("Buka lagi") if one.state == CLOSED else _("Tambah pesan"))
    if one.state == ANSWERED:
        yield Choice(f"{flow.THANKS}{one.pk}", _("Sudah terjawab"))
    elif not one.is_over:
        yield Choice(f"{flow.WITHDRAW}{one.pk}", _("Tarik pertanyaan"))
    if not one.is_over:
        yield Choice(f"{flow.READERS}{one.pk}", _("Pembaca lain"))
        yield Choice(f"{flow.PRIVATE}{one.pk}", _("Catatan pribadi"))
    if not one.is_over and not one.past_village and one.level == Level.AGENT:
        yield Choice(f"{flow.PAST}{one.pk}", _("Jangan lewat desa"))
    yield menu_choice()


def which(found: Iterable[tuple[Consultation, str]], before: str = "") -> Reply:
    """Several threads, told apart by her own words and where each stands."""
    choices = [Choice(f"{flow.SHOW}{one.pk}", quoted(words, NAMED), standing_words(one)) for one, words in found]
    text = joined(before, _("Pertanyaan Anda yang mana?"))
    return Reply(text, (*choices, menu_choice()), short=text)


def which_gets(found: Iterable[tuple[Consultation, str]], draft: str, state: str) -> Reply:
    """Words came while threads are open: nothing is sent before she says where they belong."""
    open_ones = list(found)
    choices = [
        Choice(f"{flow.SEND}{one.pk}", _("Tambahkan") if len(open_ones) == 1 else quoted(words, NAMED))
        for one, words in open_ones
    ]
    choices += [Choice(flow.NEW, _("Pertanyaan baru")), Choice(flow.GUIDE, _("Tanya panduan")), menu_choice()]
    asked = _("Tambahkan %s ke pertanyaan Anda?")
    text = joined(state, asked % quoted(draft))
    return Reply(text, tuple(choices), short=joined(state, asked % quoted(draft, NAMED)))


def no_threads() -> Reply:
    text = _("Belum ada pertanyaan dari sini. Punya tanda terima? Ketik kelima katanya.")
    return Reply(text, (menu_choice(),), short=text)


def ask_more(one: Consultation) -> Reply:
    text = _("Tulis jawaban Anda.") if one.state == ASKED_BACK else _("Tulis pesan Anda.")
    return Reply(text, (out_choice(),), short=text)


def ask_note_level() -> Reply:
    text = _("Catatan pribadi tidak pernah terbaca agen desa. Siapa yang boleh membacanya?")
    labels = {Level.OFFICER: _("Pimpasa"), Level.OFFICE: _("Kantor imigrasi")}
    choices = [Choice(flow.NOTE_FOR + level.value, labels[level]) for level in PRIVATE_CHOICES]
    return Reply(text, (*choices, out_choice()), short=text)


def ask_note() -> Reply:
    text = _("Tulis catatannya dalam satu pesan. Balasannya tidak dikirim lewat chat.")
    return Reply(text, (out_choice(),), short=text)


def noted(receipt: str) -> Reply:
    text = _("Catatan pribadi terkirim. Tanda terima kedua: %(words)s. Balasannya hanya terbuka dengan lima kata ini.")
    words = text % {"words": receipt}
    choices = (Choice(flow.STATUS, _("Lihat keadaan")), menu_choice())
    return Reply(words, choices, short=words, link=reverse("consultation-private"))


def closed(thread: Thread) -> Reply:
    text = _("%(now)s Terima kasih. Bisa dibuka lagi dengan mengetik status.") % {"now": thread.now}
    return Reply(text, (Choice(flow.STATUS, _("Lihat keadaan")), menu_choice()), short=text)


def not_opened() -> Reply:
    text = _("Tanda terima ini tidak membuka pertanyaan. Periksa kelima kata dan urutannya.")
    return Reply(text, (menu_choice(),), short=text)
