from django.apps import AppConfig


class InstallationConfig(AppConfig):
    name = "pimpasa.foundation.installation"
