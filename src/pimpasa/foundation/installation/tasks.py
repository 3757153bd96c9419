from pimpasa.foundation.installation import retention_run
from pimpasa.foundation.tasks.declaring import NIGHTLY, every


@every(NIGHTLY, name="installation.erase-expired")
def erase_expired() -> None:
    """What every part has kept long enough goes, subject by subject."""
    retention_run.run()
