import pytest

ECHO = "pimpasa.foundation.channels.standin.echo.answer"


@pytest.fixture(autouse=True)
def only_the_echo_answers(settings):
    settings.INBOUND_HANDLERS = [ECHO]
    settings.CONTACT_HOLDERS = []
