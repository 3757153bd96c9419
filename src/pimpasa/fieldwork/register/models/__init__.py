from pimpasa.fieldwork.register.models.assignments import Assignment
from pimpasa.fieldwork.register.models.decrees import Decree, DecreeFile
from pimpasa.fieldwork.register.models.imports import DoubtfulVillage, Import, ImportProgress
from pimpasa.fieldwork.register.models.officers import CodeGuesses, Inauguration, Officer, OfficerPhoto
from pimpasa.fieldwork.register.models.villages import AssistedVillage, Criterion, OtherProgramme, StateChange

__all__ = [
    "Assignment",
    "AssistedVillage",
    "CodeGuesses",
    "Criterion",
    "Decree",
    "DecreeFile",
    "DoubtfulVillage",
    "Import",
    "ImportProgress",
    "Inauguration",
    "Officer",
    "OfficerPhoto",
    "OtherProgramme",
    "StateChange",
]
