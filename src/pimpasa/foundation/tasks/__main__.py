"""The worker process that `pimpasa serve` starts: the database is there already, only the work is to be done."""

import os

import django

from pimpasa.foundation.tasks.process import end_with_supervisor

if __name__ == "__main__":
    end_with_supervisor()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pimpasa.config.settings")
    django.setup()
    from pimpasa.foundation.tasks.worker import work

    work()
