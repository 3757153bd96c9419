from django.utils import timezone

from pimpasa.consultations.actions.tending import tend
from pimpasa.consultations.notices.sending import send_notices
from pimpasa.foundation.tasks.declaring import every


@every("*/5 * * * *", name="consultations.tend")
def tend_consultations() -> None:
    """Nothing waits for someone who has left, and silence closes."""
    tend(timezone.now())


@every("*/15 * * * *", name="consultations.send-notices")
def send_consultation_notices() -> None:
    send_notices(timezone.now())
