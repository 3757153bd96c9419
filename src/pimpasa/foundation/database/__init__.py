"""The database: the operator's own by DATABASE_URL, else an embedded PostgreSQL looked after here."""

from pimpasa.foundation.database.connection import django_settings, uses_own_server
from pimpasa.foundation.database.errors import DatabaseError

__all__ = ["DatabaseError", "django_settings", "uses_own_server"]
