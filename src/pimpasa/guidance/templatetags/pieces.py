"""The filters `fact_lines` and `source_line`, made once for each fact or source and language."""

from django import template

from pimpasa.guidance.pieces import fact_lines, source_html

register = template.Library()
register.filter("fact_lines", fact_lines)
register.filter("source_line", source_html)
