"""Two people change the same record at once: the rule of the whole house, under the name this part has used."""

from pimpasa.foundation.versions import ChangedMeanwhileError, lock, save_next

__all__ = ["ChangedMeanwhileError", "lock", "save_next"]
