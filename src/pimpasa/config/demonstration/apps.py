from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    name = "pimpasa.config.demonstration"
    label = "demonstration"
