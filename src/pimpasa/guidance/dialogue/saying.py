"""What the conversation says at each place. Text that stands on the page stands here in the same words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from pimpasa.foundation.channels.messages import Choice, Reply
from pimpasa.foundation.content import load_library
from pimpasa.foundation.rules import Guide, Question
from pimpasa.foundation.ui.words import money, say
from pimpasa.guidance.answered import Answered
from pimpasa.guidance.answers import family_total
from pimpasa.guidance.ask.answering import UNSURE, Answer, answer, facts_in_force
from pimpasa.guidance.ask.asker import load_asker
from pimpasa.guidance.ask.understanding import Understanding
from pimpasa.guidance.local.finding import local_answers_for
from pimpasa.guidance.local.wording import all_marked
from pimpasa.guidance.plain import HEADINGS, Part, answer_parts, for_whatsapp
from pimpasa.guidance.sharing import office_line
from pimpasa.guidance.short_text import short_text
from pimpasa.regions.gazetteer import Place

from .choosing import AGAIN, BACK, DONE, FAMILY, HELPED, LANGUAGE, MENU, NO, PERSON, VILLAGE, YES
from .talk import Talk

# With room for the office's line below 4,096 letters, the least of the networks that take a long text.
LONGEST = 3500
OUTSIDE = "luar_topik"


def menu(talk: Talk, before: str = "") -> Reply:
    greeting = _("Tulis pertanyaan Anda dengan kata-kata sendiri, atau pilih:")
    guides = [Choice(f"guide:{guide.id}", say(guide.title, talk.language)) for guide in load_library().guides.values()]
    choices = (*reversed(guides), village_choice(), person_choice(), _language_choice(talk))
    text = joined([before, greeting])
    return Reply(text, choices, short=text)


def village_choice() -> Choice:
    return Choice(VILLAGE, _("Kantor untuk desa saya"))


def person_choice() -> Choice:
    return Choice(PERSON, _("Tanya petugas"))


def _language_choice(talk: Talk) -> Choice:
    return Choice(LANGUAGE, "English" if talk.language == "id" else "Bahasa Indonesia")


def _menu_choice() -> Choice:
    return Choice(MENU, _("Menu"))


def joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part)


def question(talk: Talk, asked: Question, possible: Sequence[str], before: str) -> Reply:
    """One question. A tick list is asked again until the person says that it is all."""
    language = talk.language
    left = [option for option in asked.options if option.id in possible and option.id not in talk.ticked]
    choices = [Choice(f"o:{option.id}", say(option.text, language)) for option in left]
    if asked.many and len(talk.ticked) >= asked.at_least:
        choices.append(Choice(DONE, _("Cukup, lanjutkan") if talk.ticked else _("Tidak ada")))
    if talk.fields:
        choices.append(Choice(BACK, _("Kembali")))
    words = _("Ada lagi?") if talk.ticked else say(asked.text, language)
    text = joined([before, for_whatsapp(words), say(asked.help, language)])
    return Reply(text, tuple(choices), short=joined([before, words]))


def confirm(talk: Talk, found: Understanding, guide: Guide) -> Reply:
    """What was understood, beside the person's own words: no price before she has agreed."""
    lines = []
    for one in found.prefilled:
        asked = guide.by_question[one.question]
        if option := asked.option(one.option):
            meaning = f"{say(asked.text, talk.language)} {say(option.text, talk.language)}"
            lines.append(_("“%(quote)s”: %(meaning)s") % {"quote": one.quote, "meaning": meaning})
    text = joined([_("Saya memahami ini:"), "\n".join(lines), _("Benar begitu?")])
    return Reply(text, (Choice(YES, _("Ya, benar")), Choice(NO, _("Bukan begitu"))), short=text)


def topic(talk: Talk, found: Understanding, day: date) -> Reply:
    """The topic's own facts, what the office says there; then whether that answered it, and where to go on."""
    answered = answer(found, day, language=talk.language)
    local = local_answers_for(found.text, found.topic, talk.village)
    text = joined([answered.text, all_marked(local, talk.language), _("Sudah terjawab?")])
    return Reply(text, tuple(_after_topic(talk, found)), short=text, link=_topic_link(found))


def _topic_link(found: Understanding) -> str:
    return "" if found.abstained or found.topic == OUTSIDE else reverse("topic", args=[found.topic])


def _after_topic(talk: Talk, found: Understanding) -> Iterator[Choice]:
    if not found.abstained:
        yield Choice(HELPED, _("Sudah, terima kasih"))
    if found.guide:
        yield Choice(f"guide:{found.guide}", _("Hitung untuk keadaan saya"))
    others = [found.topic, found.runner_up] if found.abstained else [found.runner_up]
    topics = load_asker().topics
    yield from (Choice(f"topic:{name}", say(topics[name].title, talk.language)) for name in others if name != OUTSIDE)
    yield person_choice()
    yield _menu_choice()


def help_first(talk: Talk, found: Understanding, day: date) -> Reply:
    """In danger the numbers that help come before everything, and an office before the village."""
    lines = [
        f"{say(line.name, talk.language)}: {line.number}" for line in load_library().helplines if not line.withdrawn_on
    ]
    answered: Answer = answer(replace(found, abstained=False, emergency=True), day, language=talk.language)
    text = joined(["\n".join(lines), answered.text])
    short = joined([_("Dalam bahaya? Hubungi:"), "\n".join(lines)])
    return Reply(text, (person_choice(), _menu_choice()), short=short, link=reverse("help"))


def whole(talk: Talk, answered: Answered) -> Reply:
    """The answer: one message with what people come for, and every part to be had by a press."""
    language, answer_ = talk.language, answered.answer
    text = short_text(answer_, language, office_line(answered.where), limit=LONGEST)
    total = _family_line(answered)
    parts = answer_parts(answer_, language)
    choices = [*(part_choice(talk, part) for part in parts), *_after_answer(talk, answered)]
    link = answered.journey.address(reverse("guide", args=[answered.journey.guide.id]))
    return Reply(joined([text.strip(), total]), tuple(choices), short=_brief(parts, total), link=link)


def _brief(parts: Sequence[Part], total: str) -> str:
    """What fits an SMS: the price. The rest comes by number."""
    cost = next((part.lines for part in parts if part.name == "cost"), ())
    return joined([cost[-1] if cost else "", total, _("Balas nomor untuk rinciannya.")])


def _family_line(answered: Answered) -> str:
    if len(answered.answers) < 2:
        return ""
    total = family_total(answered.answers)
    sums = " + ".join(money(amount, currency) for currency, amount in total.amounts)
    words = {"number": len(answered.answers), "sums": sums}
    if total.is_open:
        return _("Jumlah yang pasti untuk %(number)s orang: %(sums)s. Ada biaya yang harus ditanyakan.") % words
    return _("Jumlah untuk %(number)s orang: %(sums)s") % words


def part_choice(talk: Talk, part: Part) -> Choice:
    return Choice(f"part:{part.name}", HEADINGS[talk.language][part.name])


def _after_answer(talk: Talk, answered: Answered) -> Iterator[Choice]:
    if answered.where.village is None:
        yield village_choice()
    yield Choice(FAMILY, _("Hitung untuk orang lain juga"))
    yield Choice(AGAIN, _("Ulang dari awal"))
    yield person_choice()
    yield _menu_choice()


def part(talk: Talk, answered: Answered, name: str) -> Reply:
    """One part whole; then the next ones."""
    parts = answer_parts(answered.answer, talk.language, for_whatsapp)
    wanted = next((one for one in parts if one.name == name), parts[0])
    text = "\n".join([for_whatsapp(HEADINGS[talk.language][wanted.name]), *wanted.lines])
    choices = [*(part_choice(talk, one) for one in parts if one is not wanted), *_after_answer(talk, answered)]
    return Reply(text, tuple(choices), short="\n".join([HEADINGS[talk.language][wanted.name], *wanted.lines]))


def which_village(before: str = "") -> Reply:
    text = joined([before, _("Tulis nama desa dan kabupatennya. Contoh: Sukamaju, Cianjur.")])
    return Reply(text, (_menu_choice(),), short=text)


def villages(places: Sequence[Place]) -> Reply:
    """Several villages carry one name: the person says which."""
    text = _("Desa yang mana?")
    choices = [
        Choice(f"v:{one.code}", f"{one.village}, {one.district}", f"{one.regency}, {one.province}") for one in places
    ]
    return Reply(text, (*choices, Choice(VILLAGE, _("Tidak ada di daftar")), _menu_choice()), short=text)


def office(place: Place, line: str, confirmed: bool) -> Reply:
    doubt = "" if confirmed else _("Ini perkiraan kami. Tanyakan dulu ke kantor itu.")
    words = _("Untuk %(village)s, %(regency)s: %(office)s.") % {
        "village": place.village,
        "regency": place.regency,
        "office": line or _("kantor belum diketahui, tanyakan perangkat desa"),
    }
    text = joined([words, doubt])
    return Reply(text, (person_choice(), _menu_choice()), short=text, link=reverse("village", args=[place.code]))


def helped() -> Reply:
    text = _("Senang bisa membantu. Tulis lagi kapan saja bila ada pertanyaan.")
    return Reply(text, (_menu_choice(),), short=text)


def no_person(talk: Talk, day: date) -> Reply:
    """Where no one is connected to answer by chat: the ways to a person that are known."""
    lines = [f"- {say(fact.text, talk.language)}" for fact in facts_in_force(UNSURE, day, None)]
    text = "\n".join([_("Tanyakan langsung di sini:"), *lines])
    return Reply(text, (_menu_choice(),), short=text, link=reverse("help"))
