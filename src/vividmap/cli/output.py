"""What commands print, ask and write: lines, tables, JSON, pages, files, confirmations."""

import json
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from vividmap.cli.layout import align_columns, visible_text, wrap_hanging

_WIDEST = 110


def print_line(text: str, *, err: bool = False) -> None:
    """Print a line that may hold the user's own words, without control characters."""
    click.echo(visible_text(text), err=err)


def print_markdown(text: str) -> None:
    """Print Markdown, wrapped at a terminal."""
    print_line("\n".join(fit_lines(text.rstrip("\n"), hanging=0)))


def print_json(value: Any) -> None:
    """Print a value as JSON, in UTF-8 and without escapes."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(rows: Sequence[Sequence[str]], headers: Sequence[str] = (), *, empty: str = "") -> None:
    """Print rows: aligned under headers at a terminal, tab-separated without headers in a pipe.

    `empty` is what a terminal shows where there are no rows.
    """
    cells = [[visible_text(cell).replace("\t", " ").replace("\n", " ") for cell in row] for row in rows]
    if not sys.stdout.isatty():
        click.echo("".join("\t".join(row) + "\n" for row in cells), nl=False)
    elif not cells:
        click.echo(empty, nl=bool(empty))
    else:
        lines = align_columns([headers, *cells] if headers else cells, terminal_width())
        titles = [click.style(line, dim=True) for line in lines[: bool(headers)]]
        print_paged([*titles, *lines[len(titles) :]])


def terminal_width() -> int:
    """Return how many cells a line may take: the terminal's width, at most 110."""
    return min(_terminal_size().columns, _WIDEST)


def _terminal_size() -> os.terminal_size:
    import shutil  # not needed in a pipe

    return shutil.get_terminal_size()


def fit_lines(text: str, *, hanging: int = 2) -> list[str]:
    """Return a text's lines, wrapped to the terminal with a hanging indent; unchanged in a pipe."""
    if not sys.stdout.isatty():
        return text.split("\n")
    width = terminal_width() - 1
    return [piece for line in text.split("\n") for piece in wrap_hanging(visible_text(line), width, hanging)]


def print_paged(lines: Sequence[str]) -> None:
    """Print lines, through a pager where they are more than the terminal shows."""
    text = "\n".join(lines)
    if sys.stdout.isatty() and len(lines) >= _terminal_size().lines:
        click.echo_via_pager(text + "\n")
    else:
        click.echo(text)


def is_terminal() -> bool:
    """Return whether a person is at the terminal; without one nothing asks, waits or colours."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stdout.isatty())


def confirm(question: str, yes: bool, *, default: bool = True) -> bool:
    """Return the answer to a question. Raises UsageError without a terminal, unless `--yes` was passed."""
    if yes:
        return True
    if not is_terminal():
        raise click.UsageError("there is no terminal to confirm this; add --yes")
    return click.confirm(question, default=default)


def write_output(data: bytes, file: str, detail: str = "", *, force: bool = False) -> None:
    """Write data to a file (mode 0600), or to standard output for "-".

    `detail` follows the size in the message. Raises UsageError where the file exists, unless `force`.
    """
    if file == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    if os.path.lexists(file) and not force:
        raise click.UsageError(f"{file} already exists; --force overwrites it")
    from vividmap.services.files import write_private_file
    from vividmap.services.storage.exported_files import remember_exported

    write_private_file(file, data)
    remember_exported(file)
    print_line(f"Wrote {file} ({len(data):,} bytes){detail}")
