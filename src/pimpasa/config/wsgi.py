"""The web application. It reads its content before the first visitor comes, so that nobody waits for it."""

import gc
import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

from pimpasa.foundation.tasks.process import end_with_supervisor

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

# A worker whose supervisor was killed would hold the port for ever; the next start needs it.
end_with_supervisor()
