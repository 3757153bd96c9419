"""The epoch: transaction numbers are comparable within one life of one database only.

It is read from the server, not kept: a restore fills a new database, whose number differs; another server has another
identity; a recovery to an earlier moment starts a new timeline. So nobody can forget to change it.
"""

from django.db import connection

EPOCH = """
    SELECT system.system_identifier || '.' || state.timeline_id || '.' || own.oid
    FROM pg_control_system() AS system, pg_control_checkpoint() AS state, pg_database AS own
    WHERE own.datname = current_database()
"""


def epoch() -> str:
    with connection.cursor() as cursor:
        cursor.execute(EPOCH)
        (answer,) = cursor.fetchone()
    return str(answer)
