"""The database itself remembers which entries wait for a seal, whoever writes them.

A line is seen by the sealer when its transaction is committed, never before: so an entry that commits late is in a
later seal, none is lost, and nothing hangs on clocks or on transaction numbers, which start anew after a restore.
"""

from django.db.migrations.operations import RunSQL

WAIT = """
CREATE FUNCTION wait_for_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_unsealedentry (entry_id) SELECT id FROM added;
    RETURN NULL;
END
$$
"""
# By statement, so that a list of thousands costs one more insert.
TRIGGER = """
CREATE TRIGGER wait_for_seal AFTER INSERT ON audit_auditentry
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION wait_for_seal()
"""
THOSE_THERE = "INSERT INTO audit_unsealedentry (entry_id) SELECT id FROM audit_auditentry"


def every_entry_waits_for_a_seal() -> RunSQL:
    return RunSQL(
        [WAIT, TRIGGER, THOSE_THERE],
        ["DROP TRIGGER wait_for_seal ON audit_auditentry", "DROP FUNCTION wait_for_seal()"],
    )
