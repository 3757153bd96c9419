from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "pimpasa.guidance"
