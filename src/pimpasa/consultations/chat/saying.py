"""What is said on the way to a question. Short by SMS; nobody is suggested."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pimpasa.consultations.levels import STATE_OF, Level
from pimpasa.consultations.queries import Thread
from pimpasa.consultations.signs import Signs
from pimpasa.consultations.states import CONSULTATION_STATES, URGENT_HOURS
from pimpasa.foundation.channels.messages import Choice, Reply
from pimpasa.foundation.content import load_library
from pimpasa.foundation.ui.words import say
from pimpasa.regions.gazetteer import Place

from . import flow

QUOTED, QUOTED_SHORT = 300, 80


def out_choice() -> Choice:
    return Choice(flow.OUT, _("Batal"))


def menu_choice() -> Choice:
    return Choice("menu", _("Menu"))


def joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def quoted(text: str, most: int = QUOTED) -> str:
    return f"“{Truncator(' '.join(text.split())).chars(most)}”"


def offer_words(text: str) -> Reply:
    """The question that the guide has just heard."""
    choices = (Choice(flow.THIS, _("Ya, yang ini")), Choice(flow.OTHER, _("Tulis yang lain")), out_choice())
    asked = _("Pertanyaan ini? %s")
    return Reply(asked % quoted(text), choices, short=asked % quoted(text, QUOTED_SHORT))


def ask_words() -> Reply:
    text = _("Tulis pertanyaan Anda dalam satu pesan, dengan kata-kata sendiri. Tanpa nama dan NIK. Belum dikirim.")
    return Reply(text, (out_choice(),), short=text)


def ask_include(answered: str) -> Reply:
    text = _("Sertakan juga jawaban Anda di panduan? %s")
    choices = (Choice(flow.INCLUDED, _("Ya, sertakan")), Choice(flow.LEFT_OUT, _("Tidak")), out_choice())
    return Reply(text % quoted(answered), choices, short=text % quoted(answered, QUOTED_SHORT))


def ask_village(known: Place | None, before: str = "") -> Reply:
    choices = [Choice(flow.IN_VILLAGE + known.code, _village(known), known.regency)] if known else []
    choices += [
        Choice(flow.ONLY_REGENCY, _("Hanya kabupaten")),
        Choice(flow.NOWHERE, _("Tidak mau menyebut")),
        out_choice(),
    ]
    text = joined(before, _("Di desa mana? Tulis nama desa dan kabupatennya. Belum ada yang membaca."))
    return Reply(text, tuple(choices), short=text)


def _village(place: Place) -> str:
    return f"{place.village}, {place.district}"


def unknown_place() -> str:
    return _("Tempat itu belum kami temukan.")


def which_village(places: Iterable[Place]) -> Reply:
    found = [Choice(flow.IN_VILLAGE + one.code, _village(one), f"{one.regency}, {one.province}") for one in places]
    others = (Choice(flow.ONLY_REGENCY, _("Hanya kabupaten")), Choice(flow.NOWHERE, _("Tidak mau menyebut")))
    text = _("Desa yang mana? Bila tidak ada, tulis lagi.")
    return Reply(text, (*found, *others), short=text)


def ask_regency(found: Iterable[tuple[str, str]] = (), before: str = "") -> Reply:
    choices = [Choice(flow.IN_REGENCY + code, name) for code, name in found]
    text = joined(before, _("Kabupaten mana?") if choices else _("Tulis nama kabupaten atau kota."))
    return Reply(text, (*choices, Choice(flow.NOWHERE, _("Tidak mau menyebut")), out_choice()), short=text)


def ask_reader(levels: Sequence[str], signs: Signs) -> Reply:
    """Who reads at each level, and until when; in trouble the helplines before that."""
    options = [(level, _label(level), _hours(level, signs)) for level in levels]
    about = [f"- {label}: {_about(level)} {_within(hours)}" for level, label, hours in options]
    why = _("Pertanyaan ini menyebut bahaya, uang, perekrut, atau petugas. Karena itu tidak dikirim ke orang desa.")
    question = _("Siapa yang boleh membaca? Anda yang memilih. Tidak ada yang dipilihkan.")
    text = joined(why if signs.any else "", question, "\n".join(about))
    choices = [
        Choice(flow.READ_BY + level, _("%(who)s (%(hours)d jam)") % {"who": label, "hours": hours})
        for level, label, hours in options
    ]
    short = joined(_("Tidak dikirim ke orang desa.") if signs.any else "", _("Siapa yang boleh membaca?"))
    return Reply(text, (*choices, out_choice()), short=short)


def _hours(level: str, signs: Signs) -> int:
    limit = CONSULTATION_STATES.state(STATE_OF[level]).limit
    assert limit
    return URGENT_HOURS if signs.danger else limit.hours


def _within(hours: int) -> str:
    return _("Dijawab paling lambat %d jam.") % hours


def _label(level: str) -> str:
    return {
        Level.AGENT.value: _("Agen desa"),
        Level.OFFICER.value: _("Pimpasa"),
        Level.OFFICE.value: _("Kantor imigrasi"),
        Level.REGION.value: _("Kantor wilayah"),
    }[level]


def _about(level: str) -> str:
    return {
        Level.AGENT.value: _("Orang desa Anda sendiri yang membantu program ini. Ia mengenal warga."),
        Level.OFFICER.value: _("Petugas imigrasi yang membina desa Anda. Ia bukan orang desa."),
        Level.OFFICE.value: _("Petugas di kantor imigrasi. Tidak ada orang desa yang membacanya."),
        Level.REGION.value: _("Kantor di atas kantor imigrasi. Tidak ada orang desa yang membacanya."),
    }[level]


def nobody() -> Reply:
    """Nobody would read it: other help instead of silence."""
    text = joined(_("Belum ada petugas yang bisa membaca. Pertanyaan tidak dikirim. Hubungi:"), helplines())
    return Reply(text, (menu_choice(),), short=text, link=reverse("help"))


def help_first() -> Reply:
    text = joined(_("Dalam bahaya? Hubungi:"), helplines())
    return Reply(text, short=text)


def helplines() -> str:
    language = get_language() or "id"
    lines = [line for line in load_library().helplines if line.withdrawn_on is None]
    return "\n".join(f"{say(line.name, language)}: {line.number}" for line in lines)


def sent(thread: Thread, receipt: str) -> Reply:
    """Everything she needs from now on, in one message."""
    standing = _("Terkirim. %(now)s %(next)s") % {"now": thread.now, "next": thread.next}
    words = _("Tanda terima Anda: %(words)s.") % {"words": receipt}
    keep = _(
        "Tulis lima kata itu di kertas. Dengan itu jawabannya terbuka di perangkat mana pun. "
        "Jawaban juga dikirim ke sini. Ketik status kapan saja."
    )
    one = thread.consultation
    private = Choice(f"{flow.PRIVATE}{one.pk}", _("Catatan pribadi"), _("Tidak terbaca agen desa"))
    choices = (private, Choice(flow.STATUS, _("Lihat keadaan")), menu_choice())
    brief = _("Catat. Ketik status kapan saja.")
    where = reverse("consultation-open")
    return Reply(joined(_redirected(thread), standing, words, keep), choices, f"{words} {standing} {brief}", link=where)


def _redirected(thread: Thread) -> str:
    """Why it went elsewhere than she chose."""
    reasons = {step.reason: step.label for step in thread.steps}
    if "no_reader" in reasons:
        return _("Di tingkat yang dipilih belum ada petugas. Sekarang %s.") % reasons["no_reader"]
    if "past_village" in reasons:
        return _("Pertanyaan menyangkut orang desa, jadi tidak lewat desa. Sekarang %s.") % reasons["past_village"]
    return ""


def left_off() -> Reply:
    text = _("Dibatalkan. Tidak ada yang dikirim.")
    return Reply(text, (menu_choice(),), short=text)


def refused(words: str) -> Reply:
    return Reply(words, (Choice(flow.STATUS, _("Lihat keadaan")), menu_choice()), short=words)
