"""The product's settings with a part that answers every message, so that the channels alone are measured."""

from pimpasa.config.settings import *  # noqa: F403 - the product as it is, but for one line

INBOUND_HANDLERS = ["pimpasa.foundation.channels.standin.echo.answer"]
