"""A lesson's words as HTML: what the content calls bold is strong, and nothing else means anything."""

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from pimpasa.foundation.content.lessons.markdown import spans


def with_strong(text: str) -> SafeString:
    pieces = (format_html("<strong>{}</strong>", piece) if bold else escape(piece) for piece, bold in spans(text))
    return mark_safe("".join(pieces))  # noqa: S308 # each piece is escaped
