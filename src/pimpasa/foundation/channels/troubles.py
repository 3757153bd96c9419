"""What can go wrong when a provider is asked to send. The code is the provider's; it never carries words or numbers."""

from datetime import timedelta


class SendTroubleError(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code[:40]


class TryLaterError(SendTroubleError):
    """Worth another try: after `wait` if the provider named one; the whole channel waits if `everyone`."""

    def __init__(self, code: str, *, wait: timedelta | None = None, everyone: bool = False) -> None:
        super().__init__(code)
        self.wait, self.everyone = wait, everyone


class RefusedError(SendTroubleError):
    """This message will never be accepted here."""


class WindowClosedError(RefusedError):
    """Too long after the person's last message for this network; another way may still be open."""


class SuspendedError(SendTroubleError):
    """The provider has switched our number off."""
