"""The web application. It reads its content before the first visitor comes, so that nobody waits for it."""

import gc
import os
from threading import Thread
from time import sleep

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pimpasa.config.settings")
application = get_wsgi_application()


def warm_up() -> None:
    from django.utils.timezone import localdate

    from pimpasa.foundation.content import load_library
    from pimpasa.regions.gazetteer import gazetteer

    for guide in load_library().guides.values():
        guide.on(localdate())
    gazetteer()
    # What was read stays for good: the collector need not look through it again in the middle of a page.
    gc.collect()
    gc.freeze()


Thread(target=warm_up, name="warm-up", daemon=True).start()


def end_with_supervisor(supervisor: int) -> None:
    """A worker whose supervisor was killed would hold the port for ever; the next start needs it."""
    while os.getppid() == supervisor:
        sleep(0.5)
    os._exit(1)


if supervisor := os.environ.get("PIMPASA_SUPERVISOR"):
    Thread(target=end_with_supervisor, args=[int(supervisor)], name="supervisor", daemon=True).start()
