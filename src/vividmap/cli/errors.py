"""One error style: every refusal is `vividmap: …`, with exit code 2 for bad input and else 1."""

import os
import traceback

import click

from vividmap import paths
from vividmap.cli.layout import visible_text
from vividmap.services.errors import Invalid, NotFound, Refused, UnreadableFile


def report_click_error(error: click.ClickException) -> int:
    """Print what click or a command refused, and return the exit code."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return error.exit_code
    print_error(describe_click_error(error))
    return error.exit_code


def describe_click_error(error: click.ClickException) -> str:
    """Return an error as one sentence, with where to look where click could not parse the command line."""
    message = error.format_message()
    if not (isinstance(error, click.UsageError) and error.ctx and _is_parse_error(error)):
        return message
    # Click writes whole sentences ("Missing argument 'X'."); ours go on after "vividmap:".
    sentence = message[:1].lower() + message[1:].rstrip(" .")
    end = "" if sentence.endswith("?") else "."
    return f"{sentence}{end} See '{error.ctx.command_path} --help'."


def _is_parse_error(error: click.UsageError) -> bool:
    """Return whether the command line could not be parsed: such an error is of a class of its own."""
    return type(error) is not click.UsageError or error.message.startswith("Got unexpected extra argument")


def report_error(error: Exception) -> int:
    """Print any other error in one line, and return the exit code; an unexpected one goes to errors.log."""
    if isinstance(error, Refused | paths.BadHome):
        print_error(str(error))
        return 2 if isinstance(error, Invalid | NotFound | UnreadableFile) else 1
    if isinstance(error, UnicodeError):
        print_error(f"the input is not valid UTF-8: {_shorten(error)}")
        return 2
    if obstacle := _find_obstacle(error):
        print_error(f"nothing was changed: {obstacle}")
        return 1
    print_error(f"something went wrong: {type(error).__name__}: {_shorten(error)}. {_write_log(error)}.")
    return 1


def _find_obstacle(error: Exception) -> str:
    """Return why the home could not be written to, if an error of the system or the database says so."""
    if not isinstance(error, OSError) and not type(error).__module__.startswith(("django.db", "sqlite3")):
        return ""
    from vividmap.services.storage.obstacles import find_obstacle

    return str(find_obstacle(error) or "")


def print_error(message: str) -> None:
    """Print a message to standard error, without control characters."""
    click.echo(visible_text(f"vividmap: {message}"), err=True)


def _write_log(error: Exception) -> str:
    path = os.path.join(paths.home(), "errors.log")
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as file:
            # Without messages, which may quote the record: the file may be sent to somebody.
            file.write("Traceback (most recent call last):\n")
            file.writelines(traceback.format_tb(error.__traceback__))
            file.write(f"{type(error).__name__}\n")
    except OSError:
        return "The details could not be saved"
    return f"The details are in {path}"


def _shorten(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
