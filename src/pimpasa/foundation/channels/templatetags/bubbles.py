"""The filter `said`: a message as a phone shows it, with its headings bold and its addresses to be pressed."""

from django import template
from django.template.defaultfilters import urlize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from pimpasa.foundation.channels.fitting import HEADING

register = template.Library()


@register.filter
def said(text: str) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((_line(line),) for line in text.splitlines()))


def _line(line: str) -> SafeString:
    if found := HEADING.fullmatch(line):
        return format_html("<strong>{}</strong>", found[1])
    return SafeString(urlize(line))
