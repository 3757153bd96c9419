"""The command `pimpasa register`: lists in and out, by the operator at the machine."""

from pimpasa.fieldwork.register.commands import assigning, certificates, founding, lists, villages
from pimpasa.fieldwork.register.commands.group import register

__all__ = ["assigning", "certificates", "founding", "lists", "register", "villages"]
