"""Makes a table append-only in the database itself, for any part that keeps history."""

from django.db.migrations.operations import RunSQL

FUNCTION = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % refused: this table is append-only', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$
"""


def create_refusal() -> RunSQL:
    return RunSQL(FUNCTION, "DROP FUNCTION refuse_change()")


def make_append_only(table: str) -> RunSQL:
    """UPDATE, DELETE and TRUNCATE raise from now on; migrations that use it depend on audit 0001."""
    # By statement, so that even a change that would meet no row is refused.
    return RunSQL(
        [
            f'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "{table}"'
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
            f'CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "{table}"'
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
        ],
        [f'DROP TRIGGER append_only ON "{table}"', f'DROP TRIGGER append_only_truncate ON "{table}"'],
    )
