from django.core.exceptions import ValidationError


class RefusedFileError(ValidationError):
    """The file is not taken; the message tells the sender why and what to do instead."""
