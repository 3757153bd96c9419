from pimpasa.foundation.audit.seals import seal_waiting
from pimpasa.foundation.audit.verifying import check
from pimpasa.foundation.tasks.declaring import EVERY_MINUTE, NIGHTLY, every


@every(EVERY_MINUTE, name="audit.seal")
def seal() -> None:
    seal_waiting()


@every(NIGHTLY, name="audit.verify")
def verify() -> None:
    """The outcome stays for the auditor's page; a broken chain is an answer, not a failure of the task."""
    check()
