"""The question at which a check-in was left in a terminal: ids alone, in a file of the home."""

import contextlib
import json
import os
from uuid import UUID

from vividmap import paths
from vividmap.services.errors import Refused
from vividmap.services.files import write_private_file


def _path() -> str:
    return os.path.join(paths.home(), "checkin-place.json")


def save_place(check_in: UUID, question: str) -> None:
    """Save the question at which a check-in was left; nothing where the home cannot be written to."""
    values = {"check_in": str(check_in), "question": question}
    with contextlib.suppress(Refused):  # it goes on after the last answer then
        write_private_file(_path(), json.dumps(values).encode())


def load_place(check_in: UUID) -> str:
    """Return the question at which a check-in was left, "" if it was not the one left last."""
    try:
        with open(_path(), "rb") as file:
            values = json.loads(file.read())
        return str(values["question"]) if values["check_in"] == str(check_in) else ""
    except (OSError, ValueError, KeyError, TypeError):
        return ""
