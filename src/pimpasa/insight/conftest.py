"""The people and the private folder of the field's tests serve here too."""

from pimpasa.fieldwork.conftest import agent, budi, former, own_files, sari, wati

__all__ = ["agent", "budi", "former", "own_files", "sari", "wati"]
