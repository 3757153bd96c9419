"""One reply as one short message of at most three parts: short words, a number for each choice, the link."""

import unicodedata

from django.utils.translation import gettext as _

from pimpasa.foundation.channels.fitting import ChoicePage, choice_page, ellipsed, unmarked
from pimpasa.foundation.channels.messages import Choice, Reply
from pimpasa.foundation.channels.network import Payload, Shown
from pimpasa.foundation.channels.sms import limits

PLAIN = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "–": "-",
        "—": "-",
        "…": "...",
        "•": "-",
        "·": "-",
        "→": ">",
        "\u00a0": " ",
        "\t": " ",
        "`": "'",
        "×": "x",
    }
)
LABEL, SMALL_LABEL = 40, 18
NUMBERS = 10
# The question and a link need some room beside the choices.
ROOM_FOR_WORDS = "." * 100


def write(reply: Reply, page: int = 0) -> list[Payload]:
    words = plain(reply.short or reply.text)
    if page and reply.choices:
        words = ""
    ending = "\n".join(part for part in (menu(reply.choices, page), plain(reply.link)) if part)
    text = fitted(words, ending)
    return [{"text": text}] if text else []


def plain(text: str) -> str:
    """In the GSM alphabet where the letters allow it: any other letter more than halves what fits."""
    text = unmarked(text.strip()).translate(PLAIN)
    if limits.is_gsm(text):
        return text
    return "".join(nearest(letter) for letter in text).strip()


def nearest(letter: str) -> str:
    """Without its mark if that helps. Pictures say nothing that the words do not; letters of another script do."""
    if limits.is_gsm(letter):
        return letter
    bare = "".join(one for one in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(one))
    return bare if limits.is_gsm(bare) or bare.isalpha() else ""


def menu(choices: tuple[Choice, ...], number: int) -> str:
    """The page asked for, all pages alike: as many choices as fit with long labels, else with short ones."""
    for size in range(NUMBERS, 2, -1):
        for longest in (LABEL, SMALL_LABEL):
            pages = [
                lines(choice_page(choices, size, place), longest) for place in range(-(-len(choices) // (size - 1)))
            ]
            if all(limits.segments(page + ROOM_FOR_WORDS) <= limits.SEGMENTS for page in pages):
                return pages[number % len(pages)] if pages else ""
    return lines(choice_page(choices, 2, number), SMALL_LABEL)


def lines(page: ChoicePage, longest: int) -> str:
    if not page.choices:
        return ""
    numbered = [
        f"{place} {ellipsed(plain(choice.label) or str(place), longest, mark='..')}"
        for place, choice in enumerate(page.choices, page.first)
    ]
    more = ["0 " + plain(page.more.label)] if page.more else []
    return "\n".join([plain(_("Balas angka:")), *numbered, *more])


def fitted(words: str, ending: str) -> str:
    """The words give way, never the numbers or the link."""
    whole = "\n".join(part for part in (words, ending) if part)
    while words and not limits.fits(whole):
        words = ellipsed(words, len(words) - max(1, len(words) // 12), mark="...") if len(words) > 8 else ""
        whole = "\n".join(part for part in (words, ending) if part)
    return whole


def show(payload: Payload) -> Shown:
    return Shown(payload["text"])
