from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "pimpasa.insight"
