"""Filters for what a page repeats many times."""

from django import template

from pimpasa.guidance.pieces import cautions_html, fact_lines, hidden_fields, person_html, source_lines

register = template.Library()
register.filter("cautions_html", cautions_html)
register.filter("fact_lines", fact_lines)
register.filter("person_html", person_html)
register.filter("hidden_fields", hidden_fields)
register.filter("source_lines", source_lines)
