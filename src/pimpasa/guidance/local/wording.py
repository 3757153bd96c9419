"""Local answers as plain text, for chat and the command line."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from pimpasa.foundation.ui.words import day
from pimpasa.guidance.local.models import LocalAnswer


def marked(answer: LocalAnswer, language: str = "id") -> str:
    """The answer with whose it is, for where, since when and until when: it may be forwarded without its page."""
    assert answer.published_on
    words = {
        "office": answer.published_for,
        "reach": answer.reach,
        "day": day(answer.published_on, language),
        "until": day(answer.valid_until, language),
    }
    head = _("Jawaban %(office)s untuk %(reach)s, tanggal %(day)s, berlaku sampai %(until)s:") % words
    source = _("Sumber: %(source)s, %(day)s.") % {"source": answer.source, "day": day(answer.source_date, language)}
    return "\n".join([head, answer.question, answer.answer, source])


def all_marked(answers: Iterable[LocalAnswer], language: str = "id") -> str:
    """All of them below the facts; those go first if the two should differ."""
    texts = [marked(one, language) for one in answers]
    rule = [_("Bila berbeda dari fakta di atas, yang berlaku fakta itu.")] if texts else []
    return "\n\n".join([*texts, *rule])
