from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from .intake import MOST_PHOTO


class SizeLimitHandler(FileUploadHandler):
    """Stops keeping a file once it is larger than anything we take, so that nobody fills the disk.

    The page finds the field's name in `request.META["TOO_LARGE"]`, and the rest of the form as usual.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > MOST_PHOTO and self.request is not None:
            self.request.META.setdefault("TOO_LARGE", []).append(self.field_name)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
