"""Files that people send: too large ones are left out while they arrive, and said so."""

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

LARGEST = 5 * 1024 * 1024  # bytes of a file
LARGEST_REQUEST = LARGEST + 1024 * 1024


class LimitedUploadHandler(FileUploadHandler):
    """Lets no file through that is larger than `LARGEST`; `left_out` names its field.

    Stands before the handlers that store: what is refused lies neither in memory nor on disk.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803 – the name is Django's
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Note how much the whole request says it brings."""
        self.total = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Refuse at once where the request as a whole is too large."""
        super().new_file(*args, **kwargs)
        if self.total > LARGEST_REQUEST:
            self._refuse()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand the piece on, unless the file has grown too large."""
        if start + len(raw_data) > LARGEST:
            self._refuse()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers that store."""

    def _refuse(self) -> None:
        assert self.request is not None
        self.request.META.setdefault("upload.left_out", set()).add(self.field_name)
        raise SkipFile


def left_out(request: HttpRequest) -> frozenset[str]:
    """Return the fields whose files were too large; ask after reading `request.FILES`."""
    meta: Mapping[str, Any] = request.META
    return frozenset(meta.get("upload.left_out", ()))
