"""Files that leave the record: whole or not at all, and the person's own."""

import os
import tempfile

from vividmap.services.errors import Refused


def write_private(path: str, data: bytes) -> None:
    """Write a file (0600) so that a reader sees all of it or what was there before. Raises Refused."""
    folder = os.path.dirname(os.path.abspath(path))
    try:
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".vividmap-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except OSError:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise Refused(f"cannot write {path}: {error.strerror}") from error
