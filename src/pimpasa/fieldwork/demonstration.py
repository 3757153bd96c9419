"""Whether what is written down now is a demonstration: the installation is one as a whole, so no record chooses."""

from pimpasa.foundation import installation


def is_demonstration() -> bool:
    return installation.current().is_demonstration
