import logging

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "pimpasa.foundation.channels"

    def ready(self) -> None:
        # They write whole addresses into the log, and a provider's address may carry a token or a number.
        for name in ("httpx", "httpcore"):
            logging.getLogger(name).setLevel(logging.WARNING)
