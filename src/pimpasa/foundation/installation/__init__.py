"""Who runs this site, whom to ask about data, how long things are kept, and whether all of it is a demonstration."""

from .queries import Contact, CurrentInstallation, current, forget, stamp

__all__ = ["Contact", "CurrentInstallation", "current", "forget", "stamp"]
