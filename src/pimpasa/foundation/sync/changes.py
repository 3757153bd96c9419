from django.db.models import BigIntegerField, Func


class CurrentTransaction(Func):
    """The number of the writing transaction, as a column's default.

    A reader of changes takes only rows below `pg_snapshot_xmin(pg_current_snapshot())`, so that what commits late
    is never passed over; a clock or a serial number would lose it.
    """

    # No Django field holds a transaction number; it fits a signed 64-bit integer for longer than any database lives.
    template = "(pg_current_xact_id()::text::bigint)"
    output_field = BigIntegerField()
    arity = 0
