"""Lessons of this edition, changed for a test as an author or the years would change them."""

from dataclasses import replace
from datetime import date

from pimpasa.foundation.content import load_library
from pimpasa.foundation.content.lessons.model import Clip, Review

FIRST = "jalur-resmi"
LONG_AGO = date(2020, 1, 1)


def shipped(lesson_id=FIRST):
    return load_library().lessons[lesson_id]


def put(monkeypatch, lesson):
    monkeypatch.setitem(load_library().lessons, lesson.id, lesson)
    return lesson


def change_fact(monkeypatch, name, **values):
    lesson = shipped()
    facts = {**lesson.facts, name: replace(lesson.facts[name], **values)}
    return put(monkeypatch, replace(lesson, facts=facts))


def withdraw(monkeypatch, source):
    sources = load_library().sources
    monkeypatch.setitem(sources, source, replace(sources[source], withdrawn_on=LONG_AGO))


def review(monkeypatch):
    lesson = shipped()
    told = Review("Ibu Uji", "ahli hukum", LONG_AGO, "approved", lesson.version)
    return put(monkeypatch, replace(lesson, reviews=(told,)))


def record(monkeypatch, text_version):
    clip = Clip(1, "jv", "langkah-1.mp3", "Ibu Uji", LONG_AGO, text_version)
    return put(monkeypatch, replace(shipped(), clips=(clip,)))
