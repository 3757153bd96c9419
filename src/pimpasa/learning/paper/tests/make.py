"""Sheets as a visitor gets them, and an edition in which what some of them say has fallen."""

import re

from pimpasa.learning.lessons.tests.make import FIRST

# Its facts lean on many sources, and one of its steps is the longest of all.
LONGEST = "baca-kontrak"


def sheet(client, name, lesson_id=FIRST, query=""):
    response = client.get(f"/belajar/{lesson_id}/{name}{query}")
    assert response.status_code == 200
    return response.content


def page_count(pdf):
    return int(re.search(rb"/Type\s*/Pages\s*/Count (\d+)", pdf).group(1))
