"""How an answer leaves the page: a message, a QR code, a sheet. No sensitive answer enters an address."""

from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from pimpasa.foundation.content import load_library

from .answered import Answered
from .plain import answer_text, for_whatsapp
from .short_text import short_text
from .where import Where

LONGEST_CODE = 600


@dataclass(frozen=True)
class Share:
    """Links for the share part of an answer page; the empty ones are not offered."""

    is_sensitive: bool
    whatsapp: str
    message: str
    leaflet: str
    code: str


def share_of(request: HttpRequest, answered: Answered, language: str) -> Share:
    guide_id = answered.journey.guide.id
    message, leaflet = reverse("guide-message", args=[guide_id]), reverse("guide-leaflet", args=[guide_id])
    if answered.journey.is_sensitive:
        return Share(True, "", message, leaflet, "")
    query = f"?{answered.journey.query}" if answered.journey.query else ""
    fits = len(answered.address(request)) <= LONGEST_CODE
    return Share(
        is_sensitive=False,
        whatsapp=_whatsapp(request, answered, language),
        message=message + query,
        leaflet=leaflet + query,
        code=reverse("guide-qr", args=[guide_id]) + query if fits else "",
    )


def _whatsapp(request: HttpRequest, answered: Answered, language: str) -> str:
    """One short message speaks of one person; a family sends the full text."""
    return "" if len(answered.answers) > 1 else "https://wa.me/?text=" + quote(brief(request, answered, language))


def brief(request: HttpRequest, answered: Answered, language: str) -> str:
    page = request.build_absolute_uri(reverse("guide", args=[answered.journey.guide.id]))
    return short_text(answered.answer, language, office_line(answered.where), page)


def full_text(request: HttpRequest, answered: Answered, language: str) -> str:
    """The whole answer of everyone on the page, with its edition and where to check again."""
    page = request.build_absolute_uri(reverse("guide", args=[answered.journey.guide.id]))
    texts = [answer_text(answer, language, for_whatsapp) for answer in answered.answers]
    office = office_line(answered.where)
    version = _("Isi versi %(version)s. Aturan bisa berubah, periksa lagi: %(page)s") % {
        "version": load_library().version,
        "page": page,
    }
    return "\n".join([*texts, *([office, ""] if office else []), version])


def office_line(where: Where) -> str:
    """The office in hand; one that is only inferred says so."""
    if where.office is None:
        return ""
    inferred = where.is_serving and where.serving is not None and not where.serving.confirmed
    return f"{where.office.name} [{_('perkiraan, tanyakan kantor')}]" if inferred else where.office.name
