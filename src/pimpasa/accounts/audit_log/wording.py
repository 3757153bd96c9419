"""What the log says in codes, as people read it."""

from django.apps import apps
from django.conf import settings
from django.utils.module_loading import import_string


def deed_words() -> dict[str, str]:
    """Every verb with its words, in the order of the words."""
    words = {verb: str(text) for verb, text in import_string(settings.DEEDS).items()}
    return dict(sorted(words.items(), key=lambda pair: pair[1]))


def words_of(verb: str) -> str:
    """The verb itself for one that no release knows any more."""
    return str(import_string(settings.DEEDS).get(verb, verb))


def kind_words(kind: str) -> str:
    try:
        return str(apps.get_model(kind)._meta.verbose_name)
    except (LookupError, ValueError):
        return kind
