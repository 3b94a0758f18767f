"""Text files that a command reads."""

from typing import IO

import click


def read_text(file: IO[str]) -> str:
    """Return a file's text. Raises UsageError, with the place, where it is not UTF-8."""
    try:
        return file.read()
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file.name} is not UTF-8 at byte {error.start + 1}; convert it") from error
