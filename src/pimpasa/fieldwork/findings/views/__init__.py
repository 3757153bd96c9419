from pimpasa.fieldwork.findings.views.files import finding_file, finding_file_add
from pimpasa.fieldwork.findings.views.reading import finding, findings
from pimpasa.fieldwork.findings.views.sending import finding_begin, finding_complete, finding_send
from pimpasa.fieldwork.findings.views.stepping import finding_step

__all__ = [
    "finding",
    "finding_begin",
    "finding_complete",
    "finding_file",
    "finding_file_add",
    "finding_send",
    "finding_step",
    "findings",
]
