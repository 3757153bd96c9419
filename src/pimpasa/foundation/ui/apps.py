from django.apps import AppConfig
from django.db import models
from django.forms import Field
from django.utils.translation import gettext_lazy as _

EMPTY = _("Isi dulu.")


class UiConfig(AppConfig):
    name = "pimpasa.foundation.ui"
    label = "ui"

    def ready(self) -> None:
        """A field left empty is told in one way on every page; Django's own words are office language."""
        Field.default_error_messages["required"] = EMPTY
        models.Field.default_error_messages["blank"] = EMPTY
