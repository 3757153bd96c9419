"""`{% table "What it lists" %}<thead>…<tbody>…{% endtable %}`: columns at a desk, one card for each row on a phone."""

import re
from itertools import chain, repeat

from django import template
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
ROW = re.compile(r"<tr[ >].*?</tr>", re.DOTALL)
CELL = re.compile(r"<(t[hd])([^>]*)>(.*?)</\1>", re.DOTALL)
HEAD = re.compile(r"<thead>(.*?)</thead>", re.DOTALL)
# As many columns fit the smallest phone as they are: numbers are short.
MOST_SIDE_BY_SIDE = {"figures": 4}
MOST_COLUMNS_OF_WORDS = 2
NOTHING = {"", "-"}


@register.simple_block_tag(end_name="endtable")
def table(content: str, name: str, looks: str = "") -> SafeString:
    """Each cell carries the words of its column, which style sheets show where the columns do not fit."""
    columns = _columns(content)
    stacks = len(columns) > MOST_SIDE_BY_SIDE.get(looks, MOST_COLUMNS_OF_WORDS)
    body = ROW.sub(lambda row: _labelled(row.group(), columns), content) if stacks else content
    classes = " ".join(filter(None, ("table", "stacked" if stacks else "", looks)))
    # The content is this site's own template, rendered and escaped already.
    return format_html('<table class="{}" aria-label="{}">{}</table>', classes, name, mark_safe(body))  # noqa: S308 # as said above


def _columns(content: str) -> list[str]:
    head = HEAD.search(content)
    # Escaped already, but for the mark that would end an attribute.
    return [
        strip_tags(words).replace('"', "&quot;") for _tag, _rest, words in CELL.findall(head.group(1) if head else "")
    ]


def _labelled(row: str, columns: list[str]) -> str:
    words = chain(columns, repeat(""))
    return CELL.sub(lambda cell: _cell(cell, next(words)), row)


def _cell(cell: re.Match[str], column: str) -> str:
    tag, rest, content = cell.groups()
    if 'scope="col"' in rest:
        return cell.group()
    empty = " data-empty" if strip_tags(content).strip() in NOTHING else ""
    return f'<{tag}{rest} data-label="{column}"{empty}>{content}</{tag}>'
