from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "pimpasa.foundation.ui"
    label = "ui"
